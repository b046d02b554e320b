package chat.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelIdTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");

  @Test
  void bothSidesDeriveTheSameDirectChannel() {
    assertEquals(ChannelId.direct(ALICE, BOB), ChannelId.direct(BOB, ALICE));
    assertNotEquals(ChannelId.direct(ALICE, BOB), ChannelId.direct(ALICE, new UserId("bo")));
  }

  /** Stored data depends on it. */
  @Test
  void theDerivationNeverChanges() {
    assertEquals("d.HLFUV9Hdq2DiBcD-PKL2XR4n4bA", ChannelId.direct(ALICE, BOB).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "ä", "a\n",
      "0123456789012345678901234567890123456789012345678901234567890123x"})
  void refusesOtherForms(String value) {
    assertThrows(InvalidValueException.class, () -> new ChannelId(value));
  }
}
