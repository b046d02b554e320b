package chat.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
  private static final UserId ALICE = new UserId("alice");

  private static Profile with(String name, String about, String picture) {
    return new Profile(ALICE, Optional.empty(), name, about, Optional.of(picture));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Alice", "名前", "नाम", "عليّ", "👩‍👩‍👧 family", "Zoë"})
  void namesAreOfAllLanguages(String name) {
    assertDoesNotThrow(() -> with(name, name + "\n" + name, "f1"));
  }

  /** Blank, of several lines, with control characters, written backwards, or half of a character. */
  @ParameterizedTest
  @ValueSource(strings = {" ", "a\nb", "a\tb", "a\u0000", "a\u0085", "a\u2028b", "\u202Eecila", "a\u2066b", "a\uD83D"})
  void whatWouldDisturbOthersIsRefused(String name) {
    assertThrows(InvalidValueException.class, () -> Profile.named(ALICE, name));
  }

  @Test
  void everythingHasALimit() {
    assertDoesNotThrow(() -> with("😀".repeat(100), "😀".repeat(300), "f".repeat(64)));
    assertThrows(InvalidValueException.class, () -> with("x".repeat(101), "", "f"));
    assertThrows(InvalidValueException.class, () -> with("", "x".repeat(301), "f"));
    assertThrows(InvalidValueException.class, () -> with("", "a\u202Db", "f"));
    assertThrows(InvalidValueException.class, () -> with("", "", "f".repeat(65)));
    assertThrows(InvalidValueException.class, () -> with("", "", "https://elsewhere/f"));
  }

  @Test
  void itsTextFormTellsNothing() {
    assertEquals("Profile[alice]", with("Alice", "secret", "f1").toString());
  }
}
