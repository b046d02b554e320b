package chat.model;

import static chat.model.InvalidValueException.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** What changes an earlier message of the same channel. The change is an entry of its own, and is also made in place. */
public sealed interface Change extends Content {
  /** The seq of the message. */
  long target();

  @Override
  default Optional<Content> preview() {
    return Optional.empty();
  }

  /** The author says something else instead. When the message is deleted, so is what its edits said. */
  record Edit(long target, Content.Said content) implements Change {
    public Edit {
      requireTarget(target);
    }
  }

  /** Takes the message from everyone: what it said is gone, its number stays. */
  record Delete(long target) implements Change {
    public Delete {
      requireTarget(target);
    }
  }

  /** The sender reacts to the message, or no more. */
  record React(long target, String emoji, boolean removed) implements Change {
    public React {
      requireTarget(target);
      require(!emoji.isBlank() && emoji.getBytes(UTF_8).length <= Limits.EMOJI_BYTES
          && emoji.chars().noneMatch(character -> character <= ' '), "An emoji has 1 to 40 bytes and no space.");
    }
  }

  /** Keeps the message in sight of all members, or no more. */
  record Pin(long target, boolean removed) implements Change {
    public Pin {
      requireTarget(target);
    }
  }

  private static void requireTarget(long target) {
    require(target >= 1 && target <= Limits.MAX_SEQ, "Field target must be a whole number from 1.");
  }
}
