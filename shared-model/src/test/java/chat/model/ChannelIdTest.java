package chat.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  /** So that a repeated creation finds the group that the first try made. */
  @Test
  void oneSendCreatesOneGroup() {
    ChannelId group = ChannelId.group(ALICE, new ClientMessageId("m1"));
    assertEquals(group, ChannelId.group(ALICE, new ClientMessageId("m1")));
    assertNotEquals(group, ChannelId.group(ALICE, new ClientMessageId("m2")));
    assertNotEquals(group, ChannelId.group(BOB, new ClientMessageId("m1")));
    assertFalse(group.isDirect());
    assertTrue(ChannelId.direct(ALICE, BOB).isDirect());
  }

  /** Stored data depends on it. */
  @Test
  void theDerivationNeverChanges() {
    assertEquals("d.HLFUV9Hdq2DiBcD-PKL2XR4n4bA", ChannelId.direct(ALICE, BOB).value());
    assertEquals("g.VidpTyRTPfpgxIR_1g-7CwgjzKY", ChannelId.group(ALICE, new ClientMessageId("m1")).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "ä", "a\n",
      "0123456789012345678901234567890123456789012345678901234567890123x"})
  void refusesOtherForms(String value) {
    assertThrows(InvalidValueException.class, () -> new ChannelId(value));
  }
}
