package chat.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static final UserId BOB = new UserId("bob");
  private static final String LONG = "👋".repeat(Limits.PREVIEW_CHARACTERS + 1);
  private static final String SHORTENED = "👋".repeat(Limits.PREVIEW_CHARACTERS) + "…";

  private static Message saying(Content content) {
    return new Message(new ChannelId("c1"), 7, BOB, new ClientMessageId("m1"), Instant.EPOCH, content, 9,
        List.of(new Message.Reaction(BOB, "👍")));
  }

  @Test
  void aPreviewIsTheBeginning() {
    Message preview = saying(new Content.Text(LONG, List.of(BOB), OptionalLong.of(3))).preview().orElseThrow();
    assertEquals(new Content.Text(SHORTENED), preview.content());
    assertEquals(9, preview.edited());
    assertEquals(List.of(), preview.reactions());
    assertEquals(Optional.of(new Content.Text("hi")), new Content.Text("hi").preview());
    assertEquals(Optional.of(new Content.File("f1", SHORTENED, "image/png", 5, SHORTENED, OptionalLong.empty())),
        new Content.File("f1", LONG, "image/png", 5, LONG, OptionalLong.of(3)).preview());
    assertEquals(Optional.of(new Content.Encrypted("")), new Content.Encrypted("AAAA").preview());
    assertEquals(Optional.of(new Content.Deleted(BOB)), new Content.Deleted(BOB).preview());
  }

  @Test
  void aPreviewOfAGroupChangeNamesFew() {
    List<UserId> users = List.of(new UserId("u1"), new UserId("u2"), new UserId("u3"));
    GroupSettings settings = new GroupSettings("Choir", "Alto and bass", true, GroupSettings.History.ALL);
    assertEquals(
        Optional.of(new GroupChange.Create(new GroupSettings("Choir", "", true, GroupSettings.History.ALL),
            users.subList(0, 2))),
        new GroupChange.Create(settings, users).preview());
    assertEquals(Optional.of(new GroupChange.Add(users.subList(0, 2))), new GroupChange.Add(users).preview());
    assertEquals(
        Optional.of(new GroupChange.Set(Optional.empty(), Optional.of(""), Optional.empty(), Optional.empty())),
        new GroupChange.Set(Optional.empty(), Optional.of("Bass"), Optional.empty(), Optional.empty()).preview());
    assertEquals(Optional.of(new GroupChange.Join()), new GroupChange.Join().preview());
  }

  @Test
  void aChangeOfAMessageHasNoPreview() {
    for (Change change : List.of(new Change.Edit(1, new Content.Text("hi")), new Change.Delete(1),
        new Change.React(1, "👍", false), new Change.Pin(1, true))) {
      assertEquals(Optional.empty(), saying(change).preview());
    }
  }

  @Test
  void isFromOneSend() {
    Message message = saying(new Content.Text("hi"));
    assertTrue(message.isFrom(BOB, new ClientMessageId("m1")));
    assertFalse(message.isFrom(BOB, new ClientMessageId("m2")));
    assertFalse(message.isFrom(new UserId("alice"), new ClientMessageId("m1")));
  }

  @Test
  void whatPeopleWriteStaysOutOfLogs() {
    for (Content content : List.of(new Content.Text("secret"), new Content.Encrypted("secret00"),
        new Content.File("f1", "secret.png", "image/png", 5, "secret", OptionalLong.empty()),
        new Change.Edit(1, new Content.Text("secret")),
        new GroupChange.Create(new GroupSettings("secret", "secret", false, GroupSettings.History.ALL), List.of()),
        new GroupChange.Set(Optional.of("secret"), Optional.of("secret"), Optional.empty(), Optional.empty()))) {
      assertFalse(saying(content).toString().contains("secret"), content::toString);
    }
  }
}
