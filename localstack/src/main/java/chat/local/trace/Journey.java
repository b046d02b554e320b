package chat.local.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that an invocation led to: what the records of its writes and the messages that it sent have invoked, and so on.
 *
 * @param invocations in the order of their beginnings, the first one being where the journey begins; never empty
 */
public record Journey(List<Invocation> invocations) {
  public Journey {
    invocations = List.copyOf(invocations);
  }

  /** Where it begins. */
  public Invocation first() {
    return invocations.getFirst();
  }

  public Stream<Effect> effects() {
    return invocations.stream().flatMap(invocation -> invocation.effects().stream());
  }

  /** The type of the first error, if anything failed. */
  public Optional<String> error() {
    return invocations.stream().flatMap(invocation -> invocation.end().stream())
        .flatMap(end -> end.error().stream()).findFirst();
  }

  /** How long after the beginning the first socket had its frame. */
  public Optional<Duration> untilFirstPost() {
    return effects().filter(effect -> effect instanceof Effect.Post && effect.outcome().equals(Effect.OK)).findFirst()
        .map(post -> Duration.between(first().startedAt(), post.at().plus(post.took())));
  }

  /**
   * The journeys that begin with some invocations, in one walk through all.
   *
   * @param all oldest first
   */
  static List<Journey> of(Set<Invocation> beginnings, List<Invocation> all) {
    Map<Invocation, List<Invocation>> journeys = new LinkedHashMap<>();
    Map<String, Set<Invocation>> origins = new HashMap<>();
    for (Invocation invocation : all) {
      Set<Invocation> from = new LinkedHashSet<>();
      if (beginnings.contains(invocation)) {
        from.add(invocation);
      }
      from.addAll(ledBy(invocation.cause()).flatMap(lead -> origins.getOrDefault(lead, Set.of()).stream()).toList());
      if (!from.isEmpty()) {
        from.forEach(origin -> journeys.computeIfAbsent(origin, _ -> new ArrayList<>()).add(invocation));
        invocation.effects().stream().flatMap(Journey::leads)
            .forEach(lead -> origins.computeIfAbsent(lead, _ -> new LinkedHashSet<>()).addAll(from));
      }
    }
    return journeys.values().stream().map(Journey::new).toList();
  }

  /** What an effect may cause elsewhere. */
  private static Stream<String> leads(Effect effect) {
    return switch (effect) {
      case Effect.TableCall call when call.writes() -> call.keys().stream().map(key -> call.table() + " " + key);
      case Effect.TableCall _,Effect.Post _,Effect.PushCall _ -> Stream.empty();
      case Effect.QueueSend send -> send.messageIds().stream().map(id -> send.queue() + " " + id);
    };
  }

  private static Stream<String> ledBy(Cause cause) {
    return switch (cause) {
      case Cause.Records(String table, List<String> keys) -> keys.stream().map(key -> table + " " + key);
      case Cause.Messages(String queue, List<String> ids) -> ids.stream().map(id -> queue + " " + id);
      case Cause.Handshake _,Cause.Frame _,Cause.Disconnect _,Cause.Request _,Cause.Operator _ -> Stream.empty();
    };
  }
}
