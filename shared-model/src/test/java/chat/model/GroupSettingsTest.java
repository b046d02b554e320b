package chat.model;

import static chat.model.GroupSettings.History.ALL;
import static chat.model.GroupSettings.History.JOINED;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupSettingsTest {
  private static final GroupSettings BEFORE = new GroupSettings("Choir", "Alto and bass", true, ALL);

  private static GroupSettings named(String name, String description) {
    return new GroupSettings(name, description, false, JOINED);
  }

  @Test
  void whatIsNotGivenStays() {
    assertEquals(new GroupSettings("Band", "Alto and bass", true, ALL),
        new GroupChange.Set(Optional.of("Band"), Optional.empty(), Optional.empty(), Optional.empty())
            .applyTo(BEFORE));
    assertEquals(new GroupSettings("Choir", "", false, JOINED),
        new GroupChange.Set(Optional.empty(), Optional.of(""), Optional.of(false), Optional.of(JOINED))
            .applyTo(BEFORE));
  }

  @Test
  void aChangeOfNothingIsNone() {
    assertThrows(InvalidValueException.class,
        () -> new GroupChange.Set(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /** A character is one that people count: an emoji is one, though it takes two of Java's. */
  @Test
  void countsCharacters() {
    assertDoesNotThrow(() -> named("👋".repeat(Limits.NAME_CHARACTERS), "👋".repeat(Limits.DESCRIPTION_CHARACTERS)));
    assertThrows(InvalidValueException.class, () -> named("👋".repeat(Limits.NAME_CHARACTERS + 1), ""));
    assertThrows(InvalidValueException.class, () -> named("a", "👋".repeat(Limits.DESCRIPTION_CHARACTERS + 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u2003\n", "a\u0000b", "\u001b[31m"})
  void refusesNamesThatNobodyCanRead(String name) {
    assertThrows(InvalidValueException.class, () -> named(name, ""));
    if (!name.isEmpty()) {
      assertThrows(InvalidValueException.class, () -> named("a", name));
    }
  }
}
