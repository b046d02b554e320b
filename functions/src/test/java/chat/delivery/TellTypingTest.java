package chat.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.channel.InMemoryMemberships;
import chat.delivery.ConnectionGateway.PostResult;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.Limits;
import chat.model.UserId;
import chat.presence.InMemoryPresences;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TellTypingTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final UserId MALLORY = new UserId("mallory");
  private static final ChannelId CHANNEL = new ChannelId("c");

  private final InstantSource clock = InstantSource.fixed(Instant.EPOCH);
  private final InMemoryMemberships memberships = new InMemoryMemberships();
  private final InMemoryPresences presences = new InMemoryPresences();
  private final Set<String> posted = new TreeSet<>();
  private final TellTyping tellTyping = new TellTyping(new Audience(memberships, presences, clock),
      new Broadcast(this::post, presences, clock));

  private synchronized PostResult post(ConnectionId connectionId, String frame) {
    posted.add(connectionId + " " + frame);
    return PostResult.POSTED;
  }

  @BeforeEach
  void twoMembersAndAStranger() {
    memberships.add(CHANNEL, ALICE);
    memberships.add(CHANNEL, BOB);
    for (UserId user : Set.of(ALICE, BOB, MALLORY)) {
      presences.touch(user, new ConnectionId(user + "-phone"), Instant.EPOCH, Instant.MAX);
    }
  }

  @Test
  void theOthersHearOfIt() {
    assertTrue(tellTyping.tell(ALICE, CHANNEL));
    assertEquals(Set.of("bob-phone {\"event\":\"typing\",\"channelId\":\"c\",\"userId\":\"alice\"}"), posted);
  }

  @Test
  void aStrangerIsRefused() {
    assertFalse(tellTyping.tell(MALLORY, CHANNEL));
    assertEquals(Set.of(), posted);
  }

  @Test
  void largeGroupsHearNothing() {
    for (int number = 3; number <= Limits.SIGNALLED_MEMBERS + 1; number++) {
      memberships.add(CHANNEL, new UserId("user" + number));
    }
    assertTrue(tellTyping.tell(ALICE, CHANNEL));
    assertEquals(Set.of(), posted);
  }
}
