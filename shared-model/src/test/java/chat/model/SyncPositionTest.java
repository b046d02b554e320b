package chat.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncPositionTest {
  private static final ChannelId C1 = new ChannelId("d.c-1_");

  @Test
  void readsBackAsItWas() {
    assertEquals("d.c-1_", SyncPosition.past(C1).text());
    assertEquals("d.c-1_:7", new SyncPosition(C1, 7).text());
    for (long seq : new long[]{0, 1, 7, Limits.MAX_SEQ - 1, Limits.MAX_SEQ}) {
      SyncPosition position = new SyncPosition(C1, seq);
      assertEquals(position, SyncPosition.parse(position.text()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", ":7", "c:", "c:x", "c:-1", "c:1:2", "c: 1", "c:1.0", "c:٣", "c:9007199254740993",
      "c:99999999999999999999", "a b", "a b:1"})
  void refusesOtherForms(String text) {
    assertThrows(InvalidValueException.class, () -> SyncPosition.parse(text));
  }
}
