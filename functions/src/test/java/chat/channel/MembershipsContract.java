package chat.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.model.ChannelId;
import chat.model.Cursor;
import chat.model.Membership;
import chat.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    assertEquals(Optional.of(Membership.joined(channel(1), alice)), memberships().find(channel(1), alice));
    assertEquals(Optional.empty(), memberships().find(channel(2), alice));
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
    assertEquals(List.of(channel(1), channel(2)), page(null));
    assertEquals(List.of(channel(3), channel(4)), page(channel(2)));
    assertEquals(List.of(channel(5)), page(channel(4)));
    assertEquals(List.of(), page(channel(5)));
  }

  private List<ChannelId> page(@Nullable ChannelId after) {
    return memberships().of(alice, after, 2).stream().map(Membership::channelId).toList();
  }

  private Optional<Membership> at(long delivered, long read) {
    return Optional.of(new Membership(channel(1), alice, delivered, read));
  }

  private CursorMove moved(long delivered, long read) {
    return new CursorMove.Moved(new Membership(channel(1), alice, delivered, read));
  }

  @Test
  void cursorsMoveForwardOnly() {
    memberships().add(channel(1), alice);
    assertEquals(moved(5, 0), memberships().advance(alice, new Cursor(channel(1), 5, 0)));
    assertEquals(moved(7, 7), memberships().advance(alice, new Cursor(channel(1), 0, 7)));
    assertEquals(new CursorMove.Unmoved(), memberships().advance(alice, new Cursor(channel(1), 7, 7)));
    assertEquals(new CursorMove.Unmoved(), memberships().advance(alice, new Cursor(channel(1), 6, 2)));
    assertEquals(moved(9, 7), memberships().advance(alice, new Cursor(channel(1), 9, 3)));
    assertEquals(moved(9, 8), memberships().advance(alice, new Cursor(channel(1), 8, 8)));
    assertEquals(at(9, 8), memberships().find(channel(1), alice));
    assertEquals(List.of(new Membership(channel(1), alice, 9, 8)), memberships().of(alice, null, 10));
  }

  @Test
  void joiningAgainKeepsTheCursors() {
    memberships().add(channel(1), alice);
    memberships().advance(alice, new Cursor(channel(1), 5, 4));
    memberships().add(channel(1), alice);
    assertEquals(at(5, 4), memberships().find(channel(1), alice));
  }

  @Test
  void whoIsNoMemberHasNoCursors() {
    assertEquals(new CursorMove.NotAMember(), memberships().advance(alice, new Cursor(channel(1), 5, 5)));
    assertEquals(Optional.empty(), memberships().find(channel(1), alice));
  }
}
