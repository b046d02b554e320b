package chat.model;

import static chat.model.InvalidValueException.require;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What others see of a user.
 *
 * @param name one line of at most {@value Limits#NAME_CHARACTERS} characters, or nothing yet
 * @param about at most {@value Limits#ABOUT_CHARACTERS} characters, or nothing
 * @param picture the fileId of a picture
 */
public record Profile(UserId userId, Optional<Handle> handle, String name, String about, Optional<String> picture) {
  private static final Pattern FILE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public Profile {
    require(isReadable(name, false), "A name is one line of visible text in one direction.");
    require(Content.characters(name) <= Limits.NAME_CHARACTERS, "A name has at most 100 characters.");
    require(isReadable(about, true), "About is visible text in one direction.");
    require(Content.characters(about) <= Limits.ABOUT_CHARACTERS, "About has at most 300 characters.");
    require(picture.isEmpty() || FILE_ID.matcher(picture.get()).matches(),
        "A picture is a fileId: 1 to 64 letters, digits and . _ -");
  }

  /** Of somebody of whom nothing but the name is known. */
  public static Profile named(UserId userId, String name) {
    return new Profile(userId, Optional.empty(), name, "", Optional.empty());
  }

  private static boolean isReadable(String text, boolean lines) {
    return text.isEmpty() || (!text.isBlank() && text.codePoints().allMatch(c -> isReadable(c, lines)));
  }

  /** Embeddings and overrides would let a name be read backwards, or turn around what stands after it. */
  private static boolean isReadable(int codePoint, boolean lines) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> lines && codePoint == '\n';
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> false;
      case Character.FORMAT ->
        !(codePoint >= 0x202A && codePoint <= 0x202E) && !(codePoint >= 0x2066 && codePoint <= 0x2069);
      default -> true;
    };
  }

  /** Hidden, as all that people write. */
  @Override
  public String toString() {
    return "Profile[" + userId + "]";
  }
}
