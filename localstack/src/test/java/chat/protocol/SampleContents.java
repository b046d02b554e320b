package chat.protocol;

import chat.model.Change;
import chat.model.Content;
import chat.model.GroupChange;
import chat.model.GroupSettings;
import chat.model.Limits;
import chat.model.Role;
import chat.model.UserId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Contents of every type, with and without what is optional, up to the limits. */
final class SampleContents {
  private static final UserId BOB = new UserId("b".repeat(255));
  private static final OptionalLong REPLY = OptionalLong.of(Limits.MAX_SEQ);

  private SampleContents() {}

  static List<Content> all() {
    List<UserId> users = Collections.nCopies(Limits.ADDED_MEMBERS, BOB);
    GroupSettings settings = new GroupSettings("👋".repeat(Limits.NAME_CHARACTERS),
        "👋".repeat(Limits.DESCRIPTION_CHARACTERS), true, GroupSettings.History.ALL);
    return Stream.of(said(), said().map(said -> new Change.Edit(Limits.MAX_SEQ, said)),
        Stream.of(new Change.Delete(1), new Change.React(1, "x".repeat(Limits.EMOJI_BYTES), false),
            new Change.React(1, "👍", true), new Change.Pin(1, false), new Change.Pin(1, true),
            new GroupChange.Create(settings, users),
            new GroupChange.Create(new GroupSettings("a", "", false, GroupSettings.History.JOINED), List.of()),
            new GroupChange.Set(Optional.of("a"), Optional.empty(), Optional.empty(), Optional.empty()),
            new GroupChange.Set(Optional.empty(), Optional.of(""), Optional.of(true),
                Optional.of(GroupSettings.History.JOINED)),
            new GroupChange.Add(users), new GroupChange.Remove(BOB), new GroupChange.Leave(null),
            new GroupChange.Leave(BOB), new GroupChange.Join()),
        Arrays.stream(Role.values()).map(role -> new GroupChange.Promote(BOB, role)))
        .<Content>flatMap(contents -> contents).toList();
  }

  private static Stream<Content.Said> said() {
    return Stream.of(new Content.Text("Hi"), new Content.Text("x".repeat(Limits.TEXT_BYTES)),
        new Content.Text("Hi", Collections.nCopies(Limits.MENTIONS, BOB), REPLY),
        new Content.File("f", "👋".repeat(Limits.FILE_NAME_CHARACTERS), "image/png", Limits.FILE_BYTES, "", REPLY),
        new Content.File("f", "a", "a/b", 0, "x".repeat(Limits.TEXT_BYTES), OptionalLong.empty()),
        new Content.Encrypted("q83+/_-w=="), new Content.Encrypted(""), new Content.Deleted(BOB));
  }
}
