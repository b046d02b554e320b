package chat.channel;

import chat.model.Membership;

/** What became of a member's cursors. */
public sealed interface CursorMove {
  /** At least one moved; {@code membership} has both. */
  record Moved(Membership membership) implements CursorMove {}

  /** Both were there already, or further. */
  record Unmoved() implements CursorMove {}

  record NotAMember() implements CursorMove {}
}
