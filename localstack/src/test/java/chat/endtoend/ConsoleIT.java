package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.EmbeddedCloud;
import chat.local.fault.Dose;
import chat.local.fault.Fault;
import chat.local.trace.Cause;
import chat.topology.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** The console in a real Chromium while people talk. */
class ConsoleIT {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final List<String> TABS = List.of("journey", "functions", "tables", "connections", "queues", "pushes",
      "faults");

  private EmbeddedCloud cloud;
  private ChromeDriver browser;
  private TestClient alice;
  private TestClient bob;

  @BeforeEach
  void open() {
    cloud = EmbeddedCloud.start(TestCloud.options().withoutExpressLane());
    browser = Chromium.open();
    size(1_280, 900);
    browser.get(cloud.consoleAddress().toString());
    await("status", status -> "live".equals(status.getDomAttribute("data-state")));
    assertTrue(browser.findElement(By.id("journeys-empty")).getText().contains(cloud.httpAddress().toString()));
    alice = TestClient.connect(cloud, "alice");
    bob = TestClient.connect(cloud, "bob");
  }

  @AfterEach
  void close() {
    if (browser != null) { // else the start failed, and says why
      browser.quit();
    }
    if (cloud != null) {
      cloud.close();
    }
  }

  private void size(int width, int height) {
    browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  private <T> T until(Function<ChromeDriver, Optional<T>> found) {
    return new WebDriverWait(browser, DEADLINE).ignoring(StaleElementReferenceException.class)
        .until(page -> found.apply(browser).orElse(null));
  }

  private List<WebElement> all(String testId) {
    return browser.findElements(By.cssSelector("[data-testid='" + testId + "']"));
  }

  private WebElement find(String testId) {
    return await(testId, WebElement::isDisplayed);
  }

  private WebElement await(String testId, Predicate<WebElement> wanted) {
    return until(page -> all(testId).stream().filter(wanted).findFirst());
  }

  private WebElement awaitText(String testId, String text) {
    return await(testId, element -> element.getText().contains(text));
  }

  private void send(String text) {
    assertEquals("accepted", alice.sendTo("bob", "m1", 0, text).text("event"));
  }

  /** What the timeline shows, row by row. */
  private List<String> timeline() {
    return browser.findElements(By.cssSelector("[data-testid^='timeline-'] .label-title")).stream()
        .map(WebElement::getText).toList();
  }

  private void assertNothingIsComplainedOf() {
    assertEquals(List.of(), browser.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().equals(Level.SEVERE)).map(LogEntry::getMessage).toList());
  }

  @Test
  void aMessageIsFollowedFromItsFrameToItsPosts() throws IOException {
    send("Tea at five?");
    bob.awaitMessage("Tea at five?");
    until(page -> all("journey").stream().filter(row -> "send".equals(row.getDomAttribute("data-deed"))).findFirst())
        .click();
    find("timeline-post");
    List<String> rows = timeline();
    List<String> milestones = List.of("Frame “send”", "send", "PutItem Messages", "Stream of Messages", "fan-out",
        "Post to a socket");
    assertEquals(milestones,
        rows.stream().filter(milestones::contains).distinct().toList(), rows::toString);
    find("timeline-post").sendKeys(Keys.ENTER);
    awaitText("detail", "Outcome\nok");
    awaitText("node-send", "1");
    awaitText("node-clients", "2");
    awaitText("node-Messages", "1");
    Chromium.screenshot(browser, "console");

    find("tab-tables").click();
    awaitText("items", "Tea at five?");
    find("tab-functions").click();
    find("function-send").click();
    assertTrue(find("view").getText().contains("Log of send") || find("view").getText().contains("send has written"));
    assertNothingIsComplainedOf();
  }

  @Test
  void aFaultIsSwitchedOnInThePageStrikesAndIsSwitchedOff() throws IOException {
    find("tab-faults").click();
    find("fault-POST_LOST").click();
    awaitText("alarm", "1 fault is on");
    send("Lost at first");
    awaitText("alarm", "A post is taken and never arrives: struck 1 time");
    find("fault-RECORDS_LATE").findElement(By.xpath("..")).findElement(By.className("times")).sendKeys("3");
    find("fault-RECORDS_LATE").click();
    awaitText("alarm", "2 faults are on");
    assertEquals(Map.of(Fault.POST_LOST, Dose.ALWAYS, Fault.RECORDS_LATE, Dose.ALWAYS.times(3)), cloud.faults().on());
    Chromium.screenshot(browser, "console-faults");
    find("all-off").click();
    await("alarm", alarm -> !alarm.isDisplayed());
    assertEquals(Map.of(), cloud.faults().on());
    bob.awaitMessage("Lost at first");
    assertNothingIsComplainedOf();
  }

  @Test
  void aDeadLetterIsShownAndRedriven() throws IOException {
    String deadLetters = cloud.queues().client()
        .getQueueUrl(request -> request.queueName(Topology.RETRY_QUEUE.deadLettersIn("local"))).queueUrl();
    cloud.queues().client().sendMessage(request -> request.queueUrl(deadLetters).messageBody("{\"broken\":true}"));
    find("tab-queues").click();
    awaitText("dead-letter", "{\"broken\":true}");
    awaitText("node-retries", "1 dead");
    Chromium.screenshot(browser, "console-dead-letter");
    find("redrive-retries").click();
    until(page -> Optional.of(all("dead-letter")).filter(List::isEmpty));
    until(page -> cloud.journal().newest().stream()
        .filter(invocation -> invocation.cause() instanceof Cause.Messages messages
            && messages.queue().equals("retries"))
        .findFirst());
    assertNothingIsComplainedOf();
  }

  @Test
  void connectionsAreListedCutAndClosed() {
    find("tab-connections").click();
    find("connection-alice");
    find("cut-alice").click();
    assertEquals(1006, alice.awaitClose());
    find("close-bob").click();
    assertEquals(1000, bob.awaitClose());
    until(page -> Optional.of("").filter(nobody -> all("cut-alice").isEmpty() && all("cut-bob").isEmpty()));
    awaitText("node-clients", "0");
    assertNothingIsComplainedOf();
  }

  @Test
  void aPushIsShown() {
    try (SnsClient sns = SnsClient.builder().httpClient(UrlConnectionHttpClient.create()).region(Region.US_EAST_1)
        .endpointOverride(cloud.push().address())
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("push", "local"))).build()) {
      String application = sns.createPlatformApplication(request -> request.name("chat").platform("GCM")
          .attributes(Map.of("PlatformCredential", "key"))).platformApplicationArn();
      String endpoint = sns
          .createPlatformEndpoint(request -> request.platformApplicationArn(application).token("a-phone"))
          .endpointArn();
      sns.publish(request -> request.targetArn(endpoint).message("You have a message"));
    }
    find("tab-pushes").click();
    assertTrue(awaitText("push", "a-phone").getText().contains("You have a message"));
    assertNothingIsComplainedOf();
  }

  @Test
  void onAPhoneNothingIsWiderThanTheScreen() throws IOException {
    size(390, 844);
    send("On the way");
    bob.awaitMessage("On the way");
    awaitText("node-fan-out", "1");
    Chromium.screenshot(browser, "console-on-a-phone");
    until(page -> all("journey").stream().filter(row -> "send".equals(row.getDomAttribute("data-deed"))).findFirst())
        .click();
    find("timeline-post");
    Chromium.screenshot(browser, "console-timeline-on-a-phone");
    for (String tab : TABS) {
      find("tab-" + tab).click();
      await("tab-" + tab, link -> link.getDomAttribute("aria-current") != null);
      assertEquals(true, browser.executeScript(
          "return document.documentElement.scrollWidth === document.documentElement.clientWidth"), tab);
    }
    assertNothingIsComplainedOf();
  }
}
