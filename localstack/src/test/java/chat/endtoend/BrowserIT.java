package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.openqa.selenium.StaleElementReferenceException;
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
    return new WebDriverWait(browser, DEADLINE).ignoring(StaleElementReferenceException.class) // the page is another one
        .until(page -> found.apply(page).orElse(null));
  }

  /** By way of the issuer's own page. */
  private String signIn(String user) {
    browser.get(cloud.httpAddress().toString());
    find("sign-in").click();
    find("login-" + user).click();
    until(page -> Optional.of("open").filter(find("status").getDomAttribute("data-state")::equals));
    return browser.getWindowHandle();
  }

  private String signInInNewTab(String user) {
    browser.switchTo().newWindow(WindowType.TAB);
    return signIn(user);
  }

  private WebElement search(String words, String user) {
    find("find-people").click();
    find("search").sendKeys(words);
    return find("found-" + user);
  }

  /** Opens the conversation with somebody who is neither in the list nor a contact yet. */
  private void meet(String user) {
    button(search(user, user), "write").click();
    find("composer");
  }

  private static WebElement button(WebElement within, String testId) {
    return within.findElement(By.cssSelector("[data-testid='" + testId + "']"));
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

  private void awaitPresence(String user, String state) {
    until(page -> Optional.of(state).filter(find("person-" + user).getDomAttribute("data-presence")::equals));
  }

  private void awaitPresenceOnTop(String words) {
    until(page -> Optional.of(find("peer-presence")).filter(presence -> presence.getText().startsWith(words)));
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
  void aMutedChatIsMarkedAndDoesNotCount() {
    String alice = signIn("alice");
    String bob = signInInNewTab("bob");
    meet("alice");
    say("hello");
    browser.switchTo().window(alice);
    awaitPerson("bob", "hello").click();
    find("mute").click();
    find("mute-hour").click();
    WebElement icon = until(page -> page.findElements(By.cssSelector("[data-testid='person-bob'] .muted-icon")).stream()
        .filter(WebElement::isDisplayed).findFirst());
    assertTrue(icon.getAccessibleName().startsWith("Muted until "), icon::getAccessibleName);
    browser.executeScript("location.hash = ''"); // to read nothing
    browser.switchTo().window(bob);
    say("anybody there?");
    browser.switchTo().window(alice);
    awaitPerson("bob", "anybody there?");
    assertEquals("1", until(page -> Optional.ofNullable(find("person-bob").getDomAttribute("data-unread"))
        .filter(unread -> !unread.equals("0"))));
    assertEquals("Chat", browser.getTitle());
    browser.navigate().refresh(); // it is the server's, not this page's
    awaitPerson("bob", "anybody there?").click();
    until(page -> Optional.of(find("mute")).filter(button -> button.getText().equals("Muted"))).click();
    find("unmute").click();
    until(page -> Optional.of("false").filter(find("person-bob").getDomAttribute("data-muted")::equals));
  }

  @Test
  void twoTabsTalkAndAReloadShowsTheHistory() throws IOException {
    String alice = signIn("alice");
    String bob = signInInNewTab("bob");

    browser.switchTo().window(alice);
    meet("bob");
    awaitPresence("bob", "online"); // a stranger, but the conversation is open
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
    String bob = signInInNewTab("bob");

    browser.switchTo().window(alice);
    meet("bob");
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
    find("composer").sendKeys("Biscuits are mine, @alice", Keys.ENTER);
    awaitMessage("Biscuits are mine, @Alice"); // by name, however they were called
    choose("Tea is at five", "react-👍");
    awaitReactions("Tea is at five", "👍 1");

    browser.switchTo().window(alice);
    WebElement reply = awaitMessage("Biscuits are mine");
    assertEquals("You\nTea is at five", reply.findElement(By.className("quote")).getText());
    assertEquals("@Alice", reply.findElement(By.className("mention")).getText());
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

    signInInNewTab("carol");
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

  @Test
  void peopleAreFoundBecomeContactsAndAreBlocked() throws IOException {
    String carol = signIn("carol");
    String alice = signInInNewTab("alice");
    button(search("Car", "carol"), "request").click();
    find("asked");
    screenshot("people");

    browser.switchTo().window(carol);
    find("find-people").click();
    button(find("contact-alice"), "accept").click();
    find("contacts");
    screenshot("contacts");
    button(find("contact-alice"), "write").click();
    say("Hello Alice");

    browser.switchTo().window(alice);
    find("close-people").click();
    awaitPerson("carol", "Hello Alice").click();
    awaitMessage("Hello Alice");
    choose("Hello Alice", "report");
    find("send-report").click();
    until(page -> Optional.of(find("report-said")).filter(said -> said.getText().contains("Thank you")));
    find("close-report").click();
    find("about").click();
    find("block").click();
    browser.switchTo().alert().accept();
    find("unblock");
    screenshot("blocked");
    find("close-person").click();
    until(page -> Optional.of(find("silence")).filter(silence -> silence.getText().contains("blocked Carol")));

    browser.switchTo().window(carol);
    find("composer").sendKeys("Still there?", Keys.ENTER);
    until(page -> page.findElements(By.cssSelector("[data-testid='message'][data-state='failed']")).stream()
        .filter(message -> message.getText().contains("does not take messages")).findFirst());
    screenshot("not-reachable");

    browser.switchTo().window(alice);
    find("about").click();
    find("unblock").click();
    find("block");
    find("close-person").click();
    say("Here I am");
    browser.switchTo().window(carol);
    awaitMessage("Here I am");
    browser.manage().window().setSize(new Dimension(390, 800));
    find("about").click();
    screenshot("person-on-a-phone");
  }

  @Test
  void contactsSeeEachOtherComeAndGo() throws IOException {
    String carol = signIn("carol");
    String alice = signInInNewTab("alice");
    button(search("Car", "carol"), "request").click();
    find("asked");
    browser.switchTo().window(carol);
    find("find-people").click();
    button(find("contact-alice"), "accept").click();
    until(page -> Optional.of(find("contact-alice")).filter(row -> row.getText().contains("Online")));
    screenshot("contacts-online");
    find("close-people").click();
    awaitPresence("alice", "online");

    browser.switchTo().window(alice);
    find("close-people").click();
    find("find-people").click(); // reads the contacts anew
    find("contacts");
    find("close-people").click();
    awaitPresence("carol", "online");
    find("new-group").click();
    find("group-name").sendKeys("Tea party");
    find("choose-carol").click();
    find("create-group").click();
    awaitPresenceOnTop("2 online");
    screenshot("group-online");
    find("person-carol").click();
    awaitPresenceOnTop("Online");

    browser.switchTo().window(carol);
    find("me").click();
    find("do-not-disturb").click();
    until(page -> Optional.of(find("status-said")).filter(said -> !said.getText().isEmpty()));
    screenshot("profile-do-not-disturb");
    find("close-profile").click();
    browser.switchTo().window(alice);
    awaitPresence("carol", "do-not-disturb");
    awaitPresenceOnTop("Do not disturb");
    screenshot("do-not-disturb");

    browser.switchTo().window(carol);
    browser.navigate().refresh();
    find("me").click();
    until(page -> Optional.of(find("do-not-disturb")).filter(WebElement::isSelected));
    find("do-not-disturb").click();
    find("close-profile").click();
    browser.switchTo().window(alice);
    awaitPresence("carol", "online");

    browser.switchTo().window(carol);
    find("sign-out").click();
    find("sign-in");
    browser.switchTo().window(alice);
    awaitPresence("carol", "offline");
    awaitPresenceOnTop("Last seen ");
    find("about").click();
    until(page -> Optional.of(find("presence")).filter(words -> words.getText().startsWith("Last seen ")));
    screenshot("offline");
  }

  @Test
  void aProfileIsChangedAndSigningOutEverywhereEndsTheOtherTab() throws IOException {
    String bob = signIn("bob");
    String alice = signInInNewTab("alice");
    String again = signInInNewTab("alice");
    find("me").click();
    find("this-device");
    find("profile-handle").sendKeys("Alice_A");
    WebElement name = find("profile-name");
    name.sendKeys(Keys.chord(Keys.CONTROL, "a"), "Alice A.");
    find("profile-save").click();
    until(page -> Optional.of("Saved.").filter(find("profile-said").getText()::equals));
    until(page -> Optional.of("Alice A.").filter(find("me").getText()::equals));
    find("privacy-writers").findElement(By.cssSelector("option[value='contacts']")).click();
    until(page -> Optional.of("Saved.").filter(find("privacy-said").getText()::equals));
    screenshot("profile");

    browser.switchTo().window(bob);
    assertEquals("Alice A.\n@alice_a",
        search("@alice_a", "alice").findElement(By.className("member-words")).getText());
    button(find("found-alice"), "write").click();
    find("composer").sendKeys("Do you know me?", Keys.ENTER);
    until(page -> page.findElements(By.cssSelector("[data-testid='message'][data-state='failed']")).stream()
        .filter(message -> message.getText().contains("does not take messages")).findFirst());

    browser.switchTo().window(again);
    browser.manage().window().setSize(new Dimension(390, 800));
    screenshot("profile-on-a-phone");
    find("sign-out-everywhere").click();
    browser.switchTo().alert().accept();
    find("sign-in");
    browser.switchTo().window(alice);
    until(page -> Optional.of("You have been signed out.").filter(find("sign-in-error").getText()::equals));

    browser.switchTo().window(bob);
    find("sign-out").click();
    browser.switchTo().alert().accept(); // a message is not sent
    find("sign-in");
    browser.navigate().refresh();
    find("sign-in");
  }
}
