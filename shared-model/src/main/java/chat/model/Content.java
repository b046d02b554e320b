package chat.model;

import static chat.model.InvalidValueException.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What an entry of a channel's log says. No content's text form shows what people write, so no log ever does. */
public sealed interface Content permits Content.Said, Change, GroupChange {
  /** As much of it as a list of channels shows; empty for what is no message of its own. */
  Optional<Content> preview();

  /** A message to read. */
  sealed interface Said extends Content {}

  /**
   * Plain text, 1 to {@value Limits#TEXT_BYTES} bytes of UTF-8, not only white space. Control characters other than tab
   * and line ends are refused: nobody reads them, and JSON writes each as six bytes, which could outgrow a frame.
   *
   * @param mentions whose attention it asks for, at most {@value Limits#MENTIONS}
   * @param replyTo the seq of the message that it answers
   */
  record Text(String text, List<UserId> mentions, OptionalLong replyTo) implements Said {
    public Text {
      mentions = List.copyOf(mentions);
      requireReadable(text, "A text");
      require(mentions.size() <= Limits.MENTIONS, "A text mentions at most 50 users.");
      requireSeq(replyTo, "Field replyTo must be a whole number from 1.");
    }

    public Text(String text) {
      this(text, List.of(), OptionalLong.empty());
    }

    @Override
    public Optional<Content> preview() {
      return Optional.of(new Text(shortened(text)));
    }

    @Override
    public String toString() {
      return "Text[" + text.length() + " characters]";
    }
  }

  /**
   * A file that was uploaded before.
   *
   * @param caption may be empty
   */
  record File(String fileId, String name, String mediaType, long bytes, String caption, OptionalLong replyTo)
      implements
        Said {
    private static final Pattern FILE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    /** RFC 6838, section 4.2. */
    private static final Pattern MEDIA_TYPE = Pattern
        .compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}");

    public File {
      require(FILE_ID.matcher(fileId).matches(), "A fileId has 1 to 64 letters, digits and . _ -");
      requireReadable(name, "A file's name");
      require(characters(name) <= Limits.FILE_NAME_CHARACTERS, "A file's name has at most 255 characters.");
      require(MEDIA_TYPE.matcher(mediaType).matches(), "A mediaType is like image/png.");
      require(bytes >= 0 && bytes <= Limits.FILE_BYTES, "Field bytes must be 0 to 104857600.");
      if (!caption.isEmpty()) {
        requireReadable(caption, "A caption");
      }
      requireSeq(replyTo, "Field replyTo must be a whole number from 1.");
    }

    @Override
    public Optional<Content> preview() {
      return Optional
          .of(new File(fileId, shortened(name), mediaType, bytes, shortened(caption), OptionalLong.empty()));
    }

    @Override
    public String toString() {
      return "File[" + fileId + "]";
    }
  }

  /** What only the members' devices can read, in base64 (RFC 4648, either alphabet). What it answers is inside. */
  record Encrypted(String payload) implements Said {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]*={0,2}");

    public Encrypted {
      require(BASE64.matcher(payload).matches(), "A payload is base64.");
    }

    /** That there is one; a part of it would say nothing. */
    @Override
    public Optional<Content> preview() {
      return Optional.of(new Encrypted(""));
    }

    @Override
    public String toString() {
      return "Encrypted[" + payload.length() + " characters]";
    }
  }

  /** What is left of a message that was deleted for everyone. The server puts it in the message's place. */
  record Deleted(UserId by) implements Said {
    @Override
    public Optional<Content> preview() {
      return Optional.of(this);
    }
  }

  private static void requireSeq(OptionalLong seq, String sentence) {
    require(seq.isEmpty() || (seq.getAsLong() >= 1 && seq.getAsLong() <= Limits.MAX_SEQ), sentence);
  }

  /** {@code what}: how the sentence of a refusal begins. */
  static void requireReadable(String text, String what) {
    require(!text.isBlank(), what + " must not be blank.");
    require(text.chars().noneMatch(Content::isUnwanted), what + " has no control characters but tab and line ends.");
    require(text.getBytes(UTF_8).length <= Limits.TEXT_BYTES, what + " has at most 8192 bytes of UTF-8.");
  }

  private static boolean isUnwanted(int character) {
    return character < ' ' && character != '\t' && character != '\n' && character != '\r';
  }

  /** As people count them: code points. */
  static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String shortened(String text) {
    return characters(text) <= Limits.PREVIEW_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Limits.PREVIEW_CHARACTERS)) + "…";
  }
}
