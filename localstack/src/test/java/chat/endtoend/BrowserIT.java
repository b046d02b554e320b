package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.local.EmbeddedCloud;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Tabs of a real Chromium, a user in each. */
class BrowserIT {
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private EmbeddedCloud cloud;
  private ChromeDriver browser;

  @BeforeEach
  void open() {
    cloud = EmbeddedCloud.start(TestCloud.options());
    browser = Chromium.open();
    browser.manage().window().setSize(new Dimension(1_200, 800));
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

  private WebElement find(String testId) {
    return until(page -> page.findElements(By.cssSelector("[data-testid='" + testId + "']")).stream()
        .filter(WebElement::isDisplayed).findFirst());
  }

  private <T> T until(Function<WebDriver, Optional<T>> found) {
    return new WebDriverWait(browser, DEADLINE).until(page -> found.apply(page).orElse(null));
  }

  private String signIn(String user) {
    browser.get(cloud.httpAddress().toString());
    find("login-" + user).click();
    until(page -> Optional.of("open").filter(find("status").getDomAttribute("data-state")::equals));
    return browser.getWindowHandle();
  }

  private void say(String text) {
    find("composer").sendKeys(text, Keys.ENTER);
    awaitMessage(text);
  }

  private WebElement awaitMessage(String text) {
    return until(page -> page.findElements(By.cssSelector("[data-testid='message']")).stream()
        .filter(message -> "sent".equals(message.getDomAttribute("data-state")))
        .filter(message -> message.getText().contains(text)).findFirst());
  }

  private void awaitReceipt(String text, String receipt) {
    until(page -> Optional.of(receipt).filter(awaitMessage(text).getDomAttribute("data-receipt")::equals));
  }

  private WebElement awaitPerson(String user, String lastMessage) {
    return until(page -> Optional.of(find("person-" + user)).filter(person -> person.getText().contains(lastMessage)));
  }

  private WebElement awaitGroup(String lastMessage) {
    return until(page -> Optional.of(find("group")).filter(group -> group.getText().contains(lastMessage)));
  }

  private void awaitNotice(String sentence) {
    until(page -> page.findElements(By.cssSelector("[data-testid='notice']")).stream().map(WebElement::getText)
        .filter(sentence::equals).findFirst());
  }

  /** The reactions to the message, each with its count. */
  private void awaitReactions(String text, String... reactions) {
    until(page -> Optional.of(awaitMessage(text).findElements(By.cssSelector("[data-testid='reaction']")).stream()
        .map(WebElement::getText).toList()).filter(List.of(reactions)::equals));
  }

  /** From the menu of the message. */
  private void choose(String text, String action) {
    WebElement more = awaitMessage(text).findElement(By.cssSelector("[data-testid='more']"));
    new Actions(browser).moveToElement(more).click().perform();
    find(action).click();
  }

  private void awaitTyping(String text) {
    until(page -> Optional.of(text)
        .filter(page.findElement(By.cssSelector("[data-testid='typing']")).getText()::equals));
  }

  private List<String> seqs() {
    return browser.findElements(By.cssSelector("[data-testid='message']")).stream()
        .map(message -> message.getDomAttribute("data-seq")).toList();
  }

  private void screenshot(String name) throws IOException {
    Chromium.screenshot(browser, name);
  }

  @Test
  void twoTabsTalkAndAReloadShowsTheHistory() throws IOException {
    String alice = signIn("alice");
    browser.switchTo().newWindow(WindowType.TAB);
    String bob = signIn("bob");

    browser.switchTo().window(alice);
    until(page -> Optional.of("true").filter(find("person-bob").getDomAttribute("data-online")::equals));
    find("person-bob").click();
    say("Hello Bob, how are you?");
    awaitReceipt("Hello Bob, how are you?", "delivered");

    browser.switchTo().window(bob);
    assertEquals("1", awaitPerson("alice", "Hello Bob").getDomAttribute("data-unread"));
    find("person-alice").click();
    awaitMessage("Hello Bob, how are you?");
    find("composer").sendKeys("Fine, ");

    browser.switchTo().window(alice);
    awaitTyping("Bob is typing…");
    awaitPerson("bob", "Bob is typing…");
    screenshot("typing");

    browser.switchTo().window(bob);
    say("and you?");

    browser.switchTo().window(alice);
    awaitMessage("Fine, and you?");
    awaitTyping("");
    awaitPerson("bob", "Fine, and you?");
    assertEquals(List.of("1", "2"), seqs());
    awaitReceipt("Hello Bob, how are you?", "read");
    screenshot("conversation");

    browser.navigate().refresh();
    find("person-bob").click();
    awaitMessage("Hello Bob, how are you?");
    awaitMessage("Fine, and you?");
    assertEquals(List.of("1", "2"), seqs());

    say("After a reload");
    browser.switchTo().window(bob);
    awaitMessage("After a reload");
    browser.switchTo().window(alice);
    awaitReceipt("After a reload", "read");

    browser.switchTo().window(bob);
    browser.executeScript("localStorage.clear()");
    browser.get(cloud.httpAddress().toString()); // without the conversation that the address named
    assertEquals("0", awaitPerson("alice", "After a reload").getDomAttribute("data-unread"));
    screenshot("read-before-a-reload");
    find("person-alice").click();
    awaitMessage("After a reload");

    browser.manage().window().setSize(new Dimension(390, 800));
    screenshot("conversation-on-a-phone");
  }

  @Test
  void aGroupTalksChangesItsWordsAndSeesWhoHasRead() throws IOException {
    String alice = signIn("alice");
    browser.switchTo().newWindow(WindowType.TAB);
    String bob = signIn("bob");

    browser.switchTo().window(alice);
    find("new-group").click();
    find("group-name").sendKeys("Tea party");
    find("choose-bob").click();
    find("create-group").click();
    awaitNotice("You created the group “Tea party” with Bob");
    say("Tea is at five");

    browser.switchTo().window(bob);
    assertEquals("2", awaitGroup("Tea is at five").getDomAttribute("data-unread"));
    until(page -> Optional.of("(2) Chat").filter(page.getTitle()::equals));
    find("group").click();
    awaitNotice("Alice created the group “Tea party” with you");
    choose("Tea is at five", "reply");
    say("Biscuits are mine, @alice");
    choose("Tea is at five", "react-👍");
    awaitReactions("Tea is at five", "👍 1");

    browser.switchTo().window(alice);
    WebElement reply = awaitMessage("Biscuits are mine");
    assertEquals("You\nTea is at five", reply.findElement(By.className("quote")).getText());
    assertEquals("@alice", reply.findElement(By.className("mention")).getText());
    choose("Tea is at five", "react-👍");
    awaitReactions("Tea is at five", "👍 2");
    choose("Tea is at five", "edit");
    find("composer").sendKeys(Keys.chord(Keys.CONTROL, "a"), "Tea is at six", Keys.ENTER);
    awaitMessage("Tea is at six");
    say("A slip");
    choose("A slip", "delete");
    browser.switchTo().alert().accept();
    awaitMessage("This message was deleted.");
    choose("Biscuits are mine", "pin");
    until(page -> Optional.of(find("pins")).filter(pins -> pins.getText().contains("Bob: Biscuits are mine")));
    screenshot("group");

    browser.switchTo().window(bob);
    awaitReactions("Tea is at six", "👍 2");
    awaitMessage("This message was deleted.");
    find("pins");
    say("See you");

    browser.switchTo().window(alice);
    awaitMessage("See you");
    choose("Tea is at six", "read-by");
    find("read-bob");
    screenshot("read-by");
    find("close-readers").click();

    browser.navigate().refresh();
    awaitReactions("Tea is at six", "👍 2");
    awaitMessage("This message was deleted.");
    find("about").click();
    find("copy-invite").click();
    WebElement link = find("invite-link");
    String invite = until(page -> Optional.ofNullable(link.getDomProperty("value")).filter(value -> !value.isEmpty()));
    screenshot("about-the-group");
    find("close-about").click();

    browser.switchTo().newWindow(WindowType.TAB);
    signIn("carol");
    browser.get(invite);
    find("join").click();
    awaitNotice("You joined with an invite link");

    browser.switchTo().window(alice);
    awaitNotice("Carol joined with an invite link");
    until(page -> Optional.of("3 members").filter(find("about").getText()::equals));
    find("about").click();
    find("group-announcement").click();
    find("group-save").click();
    awaitNotice("You let only admins write");

    browser.switchTo().window(bob);
    until(page -> Optional.of("Only admins can write in this group.").filter(find("silence").getText()::equals));
    screenshot("announcements-only");
  }
}
