package chat.presence;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.UserId;
import chat.presence.Watches.Range;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store of watches does. */
public abstract class WatchesContract {
  /** How the ids of this test end. */
  protected final String run = UUID.randomUUID().toString();
  private final UserId alice = user("alice");
  private final UserId bob = user("bob");
  private final UserId carol = user("carol");
  private final UserId dave = user("dave");

  protected abstract Watches watches();

  /** What the stream told since this was last asked: for each watcher in the order of the changes. */
  protected abstract List<Change> changes();

  /** Of whom somebody is to be told. */
  public record Change(UserId watcher, UserId watched) {}

  private UserId user(String name) {
    return new UserId(name + "-" + run);
  }

  private List<UserId> all(UserId userId) {
    return watches().of(userId, Range.ALL, 100);
  }

  private void assertChanged(Change... expected) {
    List<Change> found = changes();
    assertEquals(Set.of(expected), Set.copyOf(found));
    assertEquals(expected.length, found.size(), found::toString);
  }

  @Test
  void aPairWatchesEachOther() {
    watches().pair(alice, 1, Map.of(bob, 4L));
    assertEquals(List.of(bob), all(alice));
    assertEquals(List.of(alice), all(bob));
    assertTrue(watches().isWatched(alice));
    assertTrue(watches().isWatched(bob));
    assertChanged(new Change(alice, bob), new Change(bob, alice));
  }

  @Test
  void nobodyWatchesAStranger() {
    assertEquals(List.of(), all(alice));
    assertFalse(watches().isWatched(alice));
    watches().pair(alice, 1, Map.of());
    watches().show(alice, 2, List.of());
    watches().part(alice, List.of());
    assertEquals(List.of(), all(alice));
    assertChanged();
  }

  @Test
  void thoseWhoPartTakeBothRowsAway() {
    watches().pair(alice, 1, Map.of(bob, 1L, carol, 1L));
    changes();
    watches().part(bob, List.of(alice, dave));
    assertEquals(List.of(carol), all(alice));
    assertEquals(List.of(), all(bob));
    assertFalse(watches().isWatched(bob));
    assertChanged(new Change(alice, bob), new Change(bob, alice));
    watches().part(bob, List.of(alice));
    assertChanged();
  }

  @Test
  void toPairAgainTellsOnlyOfWhatHasChanged() {
    watches().pair(alice, 1, Map.of(bob, 4L));
    changes();
    watches().pair(bob, 4, Map.of(alice, 1L));
    assertChanged();
    watches().pair(bob, 5, Map.of(alice, 1L));
    assertChanged(new Change(alice, bob));
  }

  @Test
  void watchersAreToldOfEachVersionOnce() {
    watches().pair(alice, 1, Map.of(bob, 1L, carol, 1L));
    changes();
    watches().show(alice, 2, List.of(bob, carol));
    assertChanged(new Change(bob, alice), new Change(carol, alice));
    watches().show(alice, 2, List.of(bob));
    watches().show(alice, 1, List.of(bob));
    assertChanged();
    watches().show(alice, 3, List.of(bob));
    assertChanged(new Change(bob, alice));
    watches().show(alice, 3, List.of(bob, carol));
    assertChanged(new Change(carol, alice));
  }

  @Test
  void whoIsNoWatcherIsNotToldAndDoesNotBecomeOne() {
    watches().show(alice, 9, List.of(bob));
    assertEquals(List.of(), all(bob));
    assertFalse(watches().isWatched(bob));
    assertChanged();
  }

  @Test
  void whoIsWatchedComesInRanges() {
    watches().pair(alice, 1, Map.of(dave, 1L, bob, 1L, carol, 1L));
    assertEquals(List.of(bob, carol, dave), all(alice));
    assertEquals(List.of(bob, carol), watches().of(alice, Range.ALL, 2));
    assertEquals(List.of(carol, dave), watches().of(alice, new Range(bob, null), 5));
    assertEquals(List.of(bob, carol), watches().of(alice, new Range(null, carol), 5));
    assertEquals(List.of(carol), watches().of(alice, new Range(bob, carol), 5));
    assertEquals(List.of(carol), watches().of(alice, new Range(bob, dave), 1));
    assertEquals(List.of(bob), watches().of(alice, new Range(alice, bob), 5));
    assertEquals(List.of(), watches().of(alice, new Range(carol, carol), 5));
    assertEquals(List.of(), watches().of(alice, new Range(dave, bob), 5));
    assertEquals(List.of(), watches().of(alice, new Range(dave, null), 5));
  }

  @Test
  void manyAreWrittenTogether() {
    List<UserId> others = IntStream.range(100, 240).mapToObj(number -> user("user" + number)).toList();
    watches().pair(alice, 1, others.stream().collect(toMap(Function.identity(), _ -> 1L)));
    assertEquals(others, watches().of(alice, Range.ALL, 1_000));
    assertTrue(others.stream().allMatch(other -> all(other).equals(List.of(alice))));
    assertEquals(toldOf(others), Set.copyOf(changes()));
    watches().show(alice, 2, others);
    assertEquals(others.stream().map(other -> new Change(other, alice)).collect(Collectors.toSet()),
        Set.copyOf(changes()));
    watches().part(alice, others);
    assertEquals(List.of(), all(alice));
    assertTrue(others.stream().noneMatch(watches()::isWatched));
    assertEquals(toldOf(others), Set.copyOf(changes()));
  }

  private Set<Change> toldOf(List<UserId> others) {
    return others.stream().flatMap(other -> Stream.of(new Change(alice, other), new Change(other, alice)))
        .collect(Collectors.toSet());
  }
}
