package chat.entrypoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.json.JsonObject;
import chat.model.RateLimit;
import chat.model.UserId;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is answered to those who do something too often. */
class LimitedActionsTest {
  private final InMemoryPorts ports = new InMemoryPorts();
  private final TestSocket ann = TestSocket.of(new UserId("ann"), TestApps.on(ports, 0));

  private JsonObject say(String to, String id) {
    return ann.ask("{\"action\":\"send\",\"userId\":\"" + to + "\",\"clientMessageId\":\"" + id
        + "\",\"afterSeq\":0,\"content\":{\"type\":\"text\",\"text\":\"hello\"}}");
  }

  private JsonObject create(String id) {
    return ann.ask("{\"action\":\"send\",\"clientMessageId\":\"" + id
        + "\",\"afterSeq\":0,\"content\":{\"type\":\"create\",\"name\":\"Hikers\"}}");
  }

  private static void assertTooOften(RateLimit limit, JsonObject answer) {
    assertEquals("RATE_LIMITED", answer.optionalText("code").orElse("none"));
    assertEquals(limit.chargeTime().toMillis(), answer.wholeNumber("retryAfterMillis"));
  }

  /** Who is known already is written to all the same, and a repeat counts once. */
  @Test
  void whoOpensTooManyChannels() {
    for (int number = 0; number < RateLimit.NEW_DIRECT_CHATS.capacity(); number++) {
      assertEquals("accepted", say("user" + number, "m").text("event"));
      assertEquals("accepted", say("user" + number, "m").text("event"));
    }
    assertTooOften(RateLimit.NEW_DIRECT_CHATS, say("onemore", "m"));
    assertEquals("accepted", say("user1", "m2").text("event"));
    ports.now = ports.now.plus(RateLimit.NEW_DIRECT_CHATS.chargeTime());
    assertEquals("accepted", say("onemore", "m").text("event"));
  }

  @Test
  void whoCreatesTooManyGroups() {
    for (int number = 0; number < RateLimit.GROUP_CREATIONS.capacity(); number++) {
      assertEquals("accepted", create("m" + number).text("event"));
      assertEquals("accepted", create("m" + number).text("event"));
    }
    assertTooOften(RateLimit.GROUP_CREATIONS, create("one-more"));
  }

  @Test
  void whoSendsTooMuch() {
    long refused = IntStream.range(0, 5 * RateLimit.SENDS.capacity())
        .filter(number -> say("ben", "m" + number).optionalText("code").equals(Optional.of("RATE_LIMITED")))
        .count();
    assertTrue(refused > 0);
  }
}
