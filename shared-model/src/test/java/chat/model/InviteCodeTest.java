package chat.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InviteCodeTest {
  private static final InviteCode CODE = new InviteCode(new ChannelId("g.a-b_c"), "AAAAAAAAAAAAAAAAAAA-_9");

  @Test
  void isOneWordForALink() {
    assertEquals("g.a-b_c~AAAAAAAAAAAAAAAAAAA-_9", CODE.text());
    assertEquals(CODE, InviteCode.parse(CODE.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "g.1", "g.1~", "~AAAAAAAAAAAAAAAAAAAAAA", "g.1~AAAAAAAAAAAAAAAAAAAAA",
      "g.1~AAAAAAAAAAAAAAAAAAAAAAA", "g.1~AAAAAAAAAAA~AAAAAAAAAA", "g.1~AAAAAAAAAAAAAAAAAAAA==",
      "g 1~AAAAAAAAAAAAAAAAAAAAAA", "g.1~AAAAAAAAAAAAAAAAAAAAAA\n"})
  void refusesOtherForms(String text) {
    assertThrows(InvalidValueException.class, () -> InviteCode.parse(text));
  }

  @Test
  void theSecretStaysOutOfLogs() {
    assertFalse(CODE.toString().contains(CODE.secret()), CODE.toString());
  }

  @Test
  void isOpenUntilItsTimeOrItsLastUse() {
    Instant end = Instant.ofEpochSecond(1_764_000_000);
    assertTrue(new Invite(CODE, end, 1).isOpen(end.minusMillis(1)));
    assertFalse(new Invite(CODE, end, 1).isOpen(end));
    assertFalse(new Invite(CODE, end, 0).isOpen(end.minusMillis(1)));
  }
}
