package chat.contact;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.InMemoryPorts;
import chat.model.Contact;
import chat.model.Contact.State;
import chat.model.InvalidValueException;
import chat.model.UserId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");

  /** All pairs that there can be, by whatever order of steps from either side. */
  private static Set<Pair> reachable() {
    Set<Pair> found = new HashSet<>();
    Deque<Pair> open = new ArrayDeque<>(List.of(Pair.none(ALICE, BOB)));
    while (!open.isEmpty()) {
      Pair pair = open.remove();
      if (found.add(pair)) {
        Pairs.steps(InMemoryPorts.NOW).values().forEach(step -> {
          open.add(step.apply(pair));
          open.add(Pairs.turned(step.apply(Pairs.turned(pair))));
        });
      }
    }
    return found;
  }

  @Test
  void everyPairIsConsistent() {
    reachable().forEach(Pairs::assertConsistent);
  }

  @Test
  void doingTheSameAgainChangesNothing() {
    for (Pair pair : reachable()) {
      Pairs.steps(InMemoryPorts.NOW).forEach((name, step) -> {
        Pair once = step.apply(pair);
        assertEquals(once, step.apply(once), name + " of " + pair);
      });
    }
  }

  /** What the other does while blocked looks as it would otherwise, and never reaches the one who blocks. */
  @Test
  void aBlockIsNotSeen() {
    for (Pair pair : reachable()) {
      if (pair.others().blocked()) {
        continue;
      }
      Pair blocked = pair.blocked(InMemoryPorts.NOW);
      assertEquals(pair.others().state(), blocked.others().state());
      Pair after = Pairs.turned(blocked).requested(InMemoryPorts.NOW);
      assertEquals(pair.others().state() == State.INCOMING || pair.others().state() == State.ACCEPTED
          ? State.ACCEPTED
          : State.OUTGOING, after.own().state());
      assertEquals(blocked.own(), after.others());
      after = after.removed(InMemoryPorts.NOW);
      assertEquals(State.NONE, after.own().state());
      assertEquals(blocked.own(), after.others());
    }
  }

  @ParameterizedTest
  @CsvSource({"request,,OUTGOING,INCOMING", "request,request,ACCEPTED,ACCEPTED", "request,remove,NONE,NONE",
      "request,block,OUTGOING,NONE", "block,request,NONE,OUTGOING", "block,unblock,NONE,NONE"})
  void oneActsAndThenTheOther(String first, @Nullable String second, State own, State others) {
    Pair pair = step(Pair.none(ALICE, BOB), first);
    Pair after = second == null ? pair : Pairs.turned(step(Pairs.turned(pair), second));
    assertEquals(List.of(own, others), List.of(after.own().state(), after.others().state()));
  }

  private static Pair step(Pair pair, String name) {
    return requireNonNull(Pairs.steps(InMemoryPorts.NOW).get(name)).apply(pair);
  }

  @Test
  void nobodyIsTheirOwnContact() {
    assertThrows(InvalidValueException.class, () -> Contact.none(ALICE, ALICE));
  }
}
