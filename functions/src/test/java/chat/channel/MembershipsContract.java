package chat.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.model.ChannelId;
import chat.model.Cursor;
import chat.model.Membership;
import chat.model.Role;
import chat.model.UserId;
import java.time.Instant;
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
    memberships().addDirect(channel(1), alice);
    memberships().addDirect(channel(1), bob);
    memberships().addDirect(channel(1), bob);
    memberships().addDirect(channel(2), bob);
    assertEquals(Optional.of(Membership.direct(channel(1), alice)), memberships().find(channel(1), alice));
    assertEquals(Optional.empty(), memberships().find(channel(2), alice));
    assertEquals(List.of(alice, bob), memberships().all(channel(1)).stream().map(Membership::userId).toList());
    assertEquals(List.of(), memberships().all(channel(3)));
    assertEquals(Set.of(Membership.direct(channel(1), bob), Membership.direct(channel(2), bob)),
        Set.copyOf(memberships().find(List.of(new Memberships.Key(channel(1), bob),
            new Memberships.Key(channel(2), bob), new Memberships.Key(channel(2), alice)))));
  }

  @Test
  void pagesThroughAUsersChannels() {
    for (int number = 1; number <= 5; number++) {
      memberships().addDirect(channel(number), alice);
    }
    memberships().addDirect(channel(6), bob);
    assertEquals(List.of(channel(1), channel(2)), page(null));
    assertEquals(List.of(channel(2), channel(3)), page(channel(2)));
    assertEquals(List.of(channel(5)), page(channel(5)));
    assertEquals(List.of(), page(channel(6)));
  }

  private List<ChannelId> page(@Nullable ChannelId first) {
    return memberships().of(alice, first, 2).stream().map(Membership::channelId).toList();
  }

  private Optional<Membership> at(long delivered, long read) {
    return Optional.of(new Membership(channel(1), alice, Role.MEMBER, 0, 1, 0, delivered, read));
  }

  private CursorMove moved(long delivered, long read) {
    return new CursorMove.Moved(new Membership(channel(1), alice, Role.MEMBER, 0, 1, 0, delivered, read));
  }

  @Test
  void cursorsMoveForwardOnly() {
    memberships().addDirect(channel(1), alice);
    assertEquals(moved(5, 0), memberships().advance(alice, new Cursor(channel(1), 5, 0)));
    assertEquals(moved(7, 7), memberships().advance(alice, new Cursor(channel(1), 0, 7)));
    assertEquals(new CursorMove.Unmoved(), memberships().advance(alice, new Cursor(channel(1), 7, 7)));
    assertEquals(new CursorMove.Unmoved(), memberships().advance(alice, new Cursor(channel(1), 6, 2)));
    assertEquals(moved(9, 7), memberships().advance(alice, new Cursor(channel(1), 9, 3)));
    assertEquals(moved(9, 8), memberships().advance(alice, new Cursor(channel(1), 8, 8)));
    assertEquals(at(9, 8), memberships().find(channel(1), alice));
    assertEquals(List.of(new Membership(channel(1), alice, Role.MEMBER, 0, 1, 0, 9, 8)),
        memberships().of(alice, null, 10));
  }

  @Test
  void joiningAgainKeepsTheCursors() {
    memberships().addDirect(channel(1), alice);
    memberships().advance(alice, new Cursor(channel(1), 5, 4));
    memberships().addDirect(channel(1), alice);
    assertEquals(at(5, 4), memberships().find(channel(1), alice));
  }

  @Test
  void whoIsNoMemberHasNoCursors() {
    assertEquals(new CursorMove.NotAMember(), memberships().advance(alice, new Cursor(channel(1), 5, 5)));
    assertEquals(Optional.empty(), memberships().find(channel(1), alice));
  }

  @Test
  void aBlockShutsADirectChannelAndLeavesTheCursors() {
    memberships().addDirect(channel(1), alice);
    memberships().advance(alice, new Cursor(channel(1), 5, 4));
    memberships().shut(channel(1), alice, true);
    assertEquals(Optional.of(new Membership(channel(1), alice, Role.MEMBER, 0, 1, 0, 5, 4, true)),
        memberships().find(channel(1), alice));
    memberships().advance(alice, new Cursor(channel(1), 6, 4));
    memberships().shut(channel(1), alice, false);
    assertEquals(at(6, 4), memberships().find(channel(1), alice));
  }

  @Test
  void aMutedChannelIsMutedForOneAndNothingElseOfItMoves() {
    Instant until = Instant.ofEpochMilli(1_764_000_000_000L);
    memberships().addDirect(channel(1), alice);
    memberships().addDirect(channel(1), bob);
    memberships().advance(alice, new Cursor(channel(1), 5, 4));
    assertEquals(true, memberships().mute(channel(1), alice, until));
    Membership muted = at(5, 4).orElseThrow().mutedUntil(until);
    assertEquals(Optional.of(muted), memberships().find(channel(1), alice));
    assertEquals(List.of(muted), memberships().of(alice, null, 10));
    assertEquals(Instant.EPOCH, memberships().find(channel(1), bob).orElseThrow().mutedUntil());
    memberships().advance(alice, new Cursor(channel(1), 6, 6));
    memberships().shut(channel(1), alice, true);
    memberships().shut(channel(1), alice, false);
    memberships().addDirect(channel(1), alice);
    assertEquals(Optional.of(at(6, 6).orElseThrow().mutedUntil(until)), memberships().find(channel(1), alice));
    memberships().mute(channel(1), alice, Membership.FOR_EVER);
    assertEquals(Membership.FOR_EVER, memberships().find(channel(1), alice).orElseThrow().mutedUntil());
    assertEquals(true, memberships().mute(channel(1), alice, Instant.EPOCH));
    assertEquals(true, memberships().mute(channel(1), alice, Instant.EPOCH));
    assertEquals(at(6, 6), memberships().find(channel(1), alice));
  }

  @Test
  void whoIsNoMemberMutesNothing() {
    assertEquals(false, memberships().mute(channel(1), alice, Membership.FOR_EVER));
    assertEquals(false, memberships().mute(channel(1), alice, Instant.EPOCH));
    assertEquals(List.of(), memberships().all(channel(1)));
  }

  @Test
  void ofAnErasedPlaceNothingIsLeftButWhoseItWas() {
    memberships().erase(channel(1), alice);
    assertEquals(List.of(), memberships().all(channel(1)));
    memberships().addDirect(channel(1), alice);
    memberships().advance(alice, new Cursor(channel(1), 5, 4));
    memberships().mute(channel(1), alice, Membership.FOR_EVER);
    memberships().erase(channel(1), alice);
    memberships().erase(channel(1), alice);
    boolean shut = channel(1).isDirect();
    assertEquals(Optional.of(new Membership(channel(1), alice, Role.MEMBER, 0, 1, 0, 0, 0, shut)),
        memberships().find(channel(1), alice));
  }

  @Test
  void whoeverOpensAChannelThatIsShutFindsItShut() {
    memberships().shut(channel(1), bob, false);
    assertEquals(List.of(), memberships().all(channel(1)));
    memberships().shut(channel(1), alice, true);
    memberships().addDirect(channel(1), alice);
    memberships().addDirect(channel(1), bob);
    assertEquals(new Roster(List.of(new Membership(channel(1), alice, Role.MEMBER, 0, 1, 0, 0, 0, true),
        Membership.direct(channel(1), bob)), true), memberships().first(channel(1), 3));
    assertEquals(true, memberships().first(channel(1), 3).isShut());
  }

  @Test
  void aRosterSaysWhetherItIsAll() {
    memberships().addDirect(channel(1), alice);
    memberships().addDirect(channel(1), bob);
    assertEquals(new Roster(memberships().all(channel(1)), true), memberships().first(channel(1), 3));
    assertEquals(new Roster(memberships().all(channel(1)), false), memberships().first(channel(1), 2));
    assertEquals(1, memberships().first(channel(1), 1).places().size());
  }

  @Test
  void pagesThroughAChannelsMembers() {
    memberships().addDirect(channel(1), alice);
    memberships().addDirect(channel(1), bob);
    Memberships.Page first = memberships().page(channel(1), null, 1);
    assertEquals(List.of(Membership.direct(channel(1), alice)), first.members());
    assertEquals(Optional.of(alice), first.next());
    assertEquals(new Memberships.Page(List.of(Membership.direct(channel(1), bob)), Optional.empty()),
        memberships().page(channel(1), alice, 2));
  }
}
