package chat.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.Contact;
import chat.model.Contact.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What holds of every pair, whoever did what in which order. */
final class Pairs {
  private static final Set<List<State>> AGREEING = Set.of(List.of(State.NONE, State.NONE),
      List.of(State.OUTGOING, State.INCOMING), List.of(State.INCOMING, State.OUTGOING),
      List.of(State.ACCEPTED, State.ACCEPTED));

  private Pairs() {}

  /** All that somebody can do, by name. */
  static Map<String, UnaryOperator<Pair>> steps(Instant now) {
    return Map.of("request", pair -> pair.requested(now), "remove", pair -> pair.removed(now), "block",
        pair -> pair.blocked(now), "unblock", pair -> pair.unblocked(now));
  }

  /** The same as the other sees it. */
  static Pair turned(Pair pair) {
    return new Pair(/* own= */ pair.others(), /* others= */ pair.own());
  }

  static void assertConsistent(Pair pair) {
    Contact own = pair.own();
    Contact others = pair.others();
    assertEquals(own.blocked(), others.blockedByOther(), pair.toString());
    assertEquals(own.blockedByOther(), others.blocked(), pair.toString());
    assertTrue(own.isApart() || AGREEING.contains(List.of(own.state(), others.state())), pair.toString());
    assertTrue(!own.blocked() || own.state() == State.NONE, pair.toString());
    assertTrue(!others.blocked() || others.state() == State.NONE, pair.toString());
  }
}
