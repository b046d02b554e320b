package chat.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.ChannelId;
import chat.model.UserId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every membership store does. */
public abstract class MembershipsContract {
  private final UserId alice = new UserId("alice-" + UUID.randomUUID());
  private final UserId bob = new UserId("bob-" + UUID.randomUUID());
  private final String run = UUID.randomUUID().toString();

  protected abstract Memberships memberships();

  private ChannelId channel(int number) {
    return new ChannelId("c" + number + "-" + run);
  }

  @Test
  void knowsItsMembersAndNobodyElse() {
    memberships().add(channel(1), alice);
    memberships().add(channel(1), bob);
    memberships().add(channel(1), bob);
    memberships().add(channel(2), bob);
    assertTrue(memberships().contains(channel(1), alice));
    assertFalse(memberships().contains(channel(2), alice));
    assertEquals(Set.of(alice, bob), Set.copyOf(memberships().membersOf(channel(1))));
    assertEquals(2, memberships().membersOf(channel(1)).size());
    assertEquals(List.of(), memberships().membersOf(channel(3)));
  }

  @Test
  void pagesThroughAUsersChannels() {
    for (int number = 1; number <= 5; number++) {
      memberships().add(channel(number), alice);
    }
    memberships().add(channel(6), bob);
    assertEquals(List.of(channel(1), channel(2)), memberships().channelsOf(alice, null, 2));
    assertEquals(List.of(channel(3), channel(4)), memberships().channelsOf(alice, channel(2), 2));
    assertEquals(List.of(channel(5)), memberships().channelsOf(alice, channel(4), 2));
    assertEquals(List.of(), memberships().channelsOf(alice, channel(5), 2));
  }
}
