package chat.model;

import static chat.model.InvalidValueException.require;
import static java.nio.charset.StandardCharsets.UTF_8;

/** What a message says. */
public sealed interface Content {
  /** As much of it as a list of channels shows. */
  Content preview();

  /**
   * Plain text, 1 to {@value Limits#TEXT_BYTES} bytes of UTF-8, not only white space. Control characters other than tab
   * and line ends are refused: nobody reads them, and JSON writes each as six bytes, which could outgrow a frame.
   */
  record Text(String text) implements Content {
    public Text {
      require(!text.isBlank(), "A text must not be blank.");
      require(text.chars().noneMatch(Text::isUnwanted), "A text has no control characters but tab and line ends.");
      require(text.getBytes(UTF_8).length <= Limits.TEXT_BYTES, "A text has at most 8192 bytes of UTF-8.");
    }

    private static boolean isUnwanted(int character) {
      return character < ' ' && character != '\t' && character != '\n' && character != '\r';
    }

    @Override
    public Text preview() {
      return text.codePointCount(0, text.length()) <= Limits.PREVIEW_CHARACTERS
          ? this
          : new Text(text.substring(0, text.offsetByCodePoints(0, Limits.PREVIEW_CHARACTERS)) + "…");
    }

    /** Hidden, so that no log ever shows what people write. */
    @Override
    public String toString() {
      return "Text[" + text.length() + " characters]";
    }
  }
}
