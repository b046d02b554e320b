package chat.endtoend;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** The Chromium of this machine, without a screen. Screenshots are kept in {@code target/screenshots}. */
final class Chromium {
  private Chromium() {}

  static ChromeDriver open() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(installed("chromium", "google-chrome", "chromium-browser").toString());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--hide-scrollbars");
    options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "SEVERE"));
    return new ChromeDriver(new ChromeDriverService.Builder()
        .usingDriverExecutable(installed("chromedriver").toFile()).build(), options);
  }

  private static Path installed(String... names) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .flatMap(directory -> Stream.of(names).map(name -> Path.of(directory, name))).filter(Files::isExecutable)
        .findFirst().orElseGet(() -> fail("""


            ****************************************************************************
            The browser tests need %s, which is not installed.
            On Debian: apt-get install chromium chromium-driver
            To leave them out on purpose: ./mvnw verify -Dit.test='!BrowserIT,!ConsoleIT'
            ****************************************************************************
            """.formatted(String.join(" or ", names))));
  }

  static void screenshot(ChromeDriver browser, String name) throws IOException {
    Path directory = Files.createDirectories(Path.of("target/screenshots"));
    Files.write(directory.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }
}
