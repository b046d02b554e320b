package chat.local.trace;

import chat.topology.Function;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of a function, from its cause to its end. */
public final class Invocation {
  private static final int MOST_EFFECTS = 250;

  private final long number;
  private final String requestId;
  private final Function function;
  private final Cause cause;
  private final Instant startedAt;
  private final List<Effect> effects = new ArrayList<>();
  private volatile Optional<End> end = Optional.empty();
  private volatile boolean coldStart;

  Invocation(long number, String requestId, Function function, Cause cause, Instant startedAt) {
    this.number = number;
    this.requestId = requestId;
    this.function = function;
    this.cause = cause;
    this.startedAt = startedAt;
  }

  /** How it ended. {@code error}: its type; nothing when all went well. */
  public record End(Duration took, Optional<String> error) {}

  /** Counted up from 1 in each run of the cloud. */
  public long number() {
    return number;
  }

  public String requestId() {
    return requestId;
  }

  public Function function() {
    return function;
  }

  public Cause cause() {
    return cause;
  }

  public Instant startedAt() {
    return startedAt;
  }

  /** Nothing while it is under way. */
  public Optional<End> end() {
    return end;
  }

  /** Whether an environment had to be made for it. */
  public boolean isColdStart() {
    return coldStart;
  }

  /** In the order in which they were answered; no more than the first 250 are kept. */
  public synchronized List<Effect> effects() {
    return List.copyOf(effects);
  }

  /** Notes what it did. */
  public synchronized void add(Effect effect) {
    if (effects.size() < MOST_EFFECTS) {
      effects.add(effect);
    }
  }

  /** Notes that an environment was made for it. */
  public void startedCold() {
    coldStart = true;
  }

  void ended(End how) {
    end = Optional.of(how);
  }
}
