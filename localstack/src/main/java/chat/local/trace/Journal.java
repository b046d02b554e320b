package chat.local.trace;

import chat.topology.Function;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The newest invocations, and the figures of all. It keeps no event, no answer and no item. */
public final class Journal {
  private static final int KEPT = 5_000;

  private final InstantSource clock;
  private final Deque<Invocation> newest = new ArrayDeque<>();
  private final Map<Function, FunctionMetrics> metrics = new ConcurrentHashMap<>();
  private final Map<Flow, LongAdder> flows = new ConcurrentHashMap<>();
  private long count;

  public Journal(InstantSource clock) {
    this.clock = clock;
  }

  public Instant now() {
    return clock.instant();
  }

  /** Notes the beginning of an invocation. */
  public synchronized Invocation begin(String requestId, Function function, Cause cause) {
    Invocation invocation = new Invocation(++count, requestId, function, cause, clock.instant());
    newest.addFirst(invocation);
    if (newest.size() > KEPT) {
      newest.removeLast();
    }
    return invocation;
  }

  /** Notes its end. */
  public void end(Invocation invocation, Duration took, Optional<String> error) {
    invocation.ended(new Invocation.End(took, error));
    metrics(invocation.function()).add(took, error.isPresent(), invocation.isColdStart());
    Flow.of(invocation).forEach(flow -> flows.computeIfAbsent(flow, _ -> new LongAdder()).increment());
  }

  public FunctionMetrics metrics(Function function) {
    return metrics.computeIfAbsent(function, _ -> new FunctionMetrics());
  }

  /** How often each way has been taken by invocations that have ended. */
  public Map<Flow, Long> flows() {
    return flows.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, way -> way.getValue().sum()));
  }

  /** Newest first. */
  public synchronized List<Invocation> newest() {
    return List.copyOf(newest);
  }

  /** All that an invocation led to; nothing when it is no longer kept. */
  public Optional<Journey> journey(long number) {
    return journeys(1, invocation -> invocation.number() == number).stream().findFirst();
  }

  /**
   * The newest journeys that begin with an invocation that is so, oldest first. Its cost grows with the invocations since
   * the oldest of them, not with the number of the journeys.
   */
  public List<Journey> journeys(int most, Predicate<Invocation> beginning) {
    List<Invocation> kept = newest();
    Set<Invocation> beginnings = new HashSet<>();
    int end = 0;
    while (end < kept.size() && beginnings.size() < most) {
      Invocation invocation = kept.get(end++);
      if (beginning.test(invocation)) {
        beginnings.add(invocation);
      }
    }
    return Journey.of(beginnings, kept.subList(0, end).reversed());
  }
}
