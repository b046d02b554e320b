package chat.model;

import static chat.model.GroupSettings.History.ALL;
import static chat.model.GroupSettings.History.JOINED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MembershipTest {
  private static final ChannelId GROUP = new ChannelId("g.1");
  private static final UserId ALICE = new UserId("alice");

  private static Membership joining(long seq, GroupSettings.History history) {
    return Membership.joining(GROUP, ALICE, Role.MEMBER, seq, history);
  }

  private static List<Long> seenUpTo7(Membership place) {
    return LongStream.rangeClosed(1, 7).filter(place::sees).boxed().toList();
  }

  @Test
  void anEntryIsSeenFromJoiningToLeaving() {
    assertEquals(List.of(4L, 5L, 6L, 7L), seenUpTo7(joining(4, JOINED)));
    assertEquals(List.of(4L, 5L, 6L), seenUpTo7(joining(4, JOINED).leaving(6)));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L), seenUpTo7(joining(4, ALL)));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), seenUpTo7(joining(4, ALL).leaving(6)));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L), seenUpTo7(Membership.direct(GROUP, ALICE)));
  }

  /** Also where a newcomer may read everything: old messages are not what they have yet to read. */
  @Test
  void aNewcomerHasNothingToReadButTheirComing() {
    for (GroupSettings.History history : GroupSettings.History.values()) {
      Membership newcomer = joining(4, history);
      assertEquals(4, newcomer.joinedSeq());
      assertEquals(3, newcomer.delivered());
      assertEquals(3, newcomer.read());
      assertTrue(newcomer.isActive());
    }
    assertEquals(0, Membership.direct(GROUP, ALICE).read());
  }

  @Test
  void whoLeavesLosesTheRoleAndKeepsThePlace() {
    Membership owner = new Membership(GROUP, ALICE, Role.OWNER, 1, 1, 0, 5, 4);
    assertEquals(new Membership(GROUP, ALICE, Role.MEMBER, 1, 1, 6, 5, 4), owner.leaving(6));
    assertFalse(owner.leaving(6).isActive());
  }

  @Test
  void aRoleChangesAloneAndCursorsAreHiddenAlone() {
    Membership member = new Membership(GROUP, ALICE, Role.MEMBER, 2, 2, 0, 5, 4);
    assertEquals(new Membership(GROUP, ALICE, Role.ADMIN, 2, 2, 0, 5, 4), member.as(Role.ADMIN));
    assertEquals(new Membership(GROUP, ALICE, Role.MEMBER, 2, 2, 0, 0, 0), member.withoutCursors());
    Membership blocking = new Membership(GROUP, ALICE, Role.MEMBER, 2, 2, 0, 5, 4, true);
    assertEquals(new Membership(GROUP, ALICE, Role.MEMBER, 2, 2, 0, 0, 0, true), blocking.withoutCursors());
  }

  @Test
  void itIsMutedUntilThenAndForItsUserAlone() {
    Instant until = Instant.ofEpochMilli(5_000);
    Membership muted = new Membership(GROUP, ALICE, Role.MEMBER, 2, 2, 0, 5, 4).mutedUntil(until);
    assertTrue(muted.isMutedAt(until.minusMillis(1)));
    assertFalse(muted.isMutedAt(until));
    assertFalse(muted.mutedUntil(Instant.EPOCH).isMutedAt(Instant.EPOCH));
    assertTrue(muted.mutedUntil(Membership.FOR_EVER).isMutedAt(Instant.parse("9999-12-31T00:00:00Z")));
    assertEquals(until, muted.as(Role.ADMIN).mutedUntil());
    assertEquals(until, muted.withCursors(7, 6).mutedUntil());
    assertEquals(Instant.EPOCH, muted.toOthers().mutedUntil());
    assertEquals(Instant.EPOCH, muted.withoutCursors().mutedUntil());
    assertThrows(InvalidValueException.class, () -> muted.mutedUntil(Instant.EPOCH.minusMillis(1)));
    assertThrows(InvalidValueException.class, () -> muted.mutedUntil(Membership.FOR_EVER.plusMillis(1)));
  }

  @Test
  void refusesWhatIsNoSeq() {
    assertThrows(InvalidValueException.class, () -> new Membership(GROUP, ALICE, Role.MEMBER, -1, 1, 0, 0, 0));
    assertThrows(InvalidValueException.class, () -> new Membership(GROUP, ALICE, Role.MEMBER, 0, 0, 0, 0, 0));
    assertThrows(InvalidValueException.class, () -> new Membership(GROUP, ALICE, Role.MEMBER, 0, 1, -1, 0, 0));
    assertThrows(InvalidValueException.class, () -> new Membership(GROUP, ALICE, Role.MEMBER, 0, 1, 0, -1, 0));
    assertThrows(InvalidValueException.class, () -> new Membership(GROUP, ALICE, Role.MEMBER, 0, 1, 0, 0, -1));
  }
}
