package chat.simulation;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The calls of running functions to what is outside: each takes a while, and each may fail. */
public final class Steps {
  private static final long LEAST_MICROS = Timeline.millis(1);
  private static final long MOST_MICROS = Timeline.millis(30);
  private static final long SLOW_MICROS = Timeline.millis(4_000);

  private final Timeline timeline;
  private final Chance chance;
  private final Faults faults;
  private final History history;
  private @Nullable Strand current;

  public Steps(Timeline timeline, Chance chance, Faults faults, History history) {
    this.timeline = timeline;
    this.chance = chance;
    this.faults = faults;
    this.history = history;
  }

  public Timeline timeline() {
    return timeline;
  }

  public Chance chance() {
    return chance;
  }

  void enter(Strand strand) {
    current = strand;
  }

  /** The thread of a function that is awake now. */
  Strand current() {
    return requireNonNull(current);
  }

  /** The function that is awake now. */
  public FunctionRun run() {
    return current().run();
  }

  public <T> T call(String what, Supplier<T> effect) {
    return call(what, effect, first -> first);
  }

  /** {@code whenTriedAgain}: what the SDK hears when the first answer was lost and it calls once more. */
  <T> T call(String what, Supplier<T> effect, UnaryOperator<T> whenTriedAgain) {
    Strand strand = current();
    return strand.run().call(strand, what, effect, whenTriedAgain);
  }

  void pause(long micros) {
    Strand strand = current();
    strand.run().pause(strand, micros);
  }

  public boolean strikes(Fault fault) {
    return faults.strike(fault, chance);
  }

  /** By a chance other than that of the calls. */
  public boolean strikes(Fault fault, Chance by) {
    return faults.strike(fault, by);
  }

  long duration() {
    return strikes(Fault.SLOW_CALL)
        ? chance.between(LEAST_MICROS, SLOW_MICROS)
        : chance.skewed(LEAST_MICROS, MOST_MICROS);
  }

  /** What the function had asked for when it died happens now, later, or never. */
  void crash(FunctionRun run, String what, Supplier<?> effect) {
    switch (chance.below(3)) {
      case 0 -> {
        history.note(() -> run.name() + " crashes before " + what);
      }
      case 1 -> {
        Object result = effect.get();
        history.note(() -> run.name() + " crashes after " + what + " → " + brief(result));
      }
      default -> {
        history.note(() -> run.name() + " crashes, and leaves under way " + what);
        timeline.in(chance.between(0, SLOW_MICROS), () -> {
          Object result = effect.get();
          history.note(() -> run.name() + ", dead by now: " + what + " → " + brief(result));
        });
      }
    }
  }

  <T> T answer(FunctionRun run, String what, Supplier<T> effect, UnaryOperator<T> whenTriedAgain) {
    if (strikes(Fault.CALL_FAILED)) {
      history.note(() -> run.name() + " fails to " + what);
      throw new CallFailedException(what);
    }
    boolean lost = strikes(Fault.ANSWER_LOST);
    T result = effect.get();
    if (!lost) {
      history.note(() -> run.name() + ": " + what + " → " + brief(result));
      return result;
    }
    if (chance.happens(0.5)) {
      T second = whenTriedAgain.apply(result);
      history.note(() -> run.name() + ": " + what + ", and again → " + brief(second));
      return second;
    }
    history.note(() -> run.name() + " hears of a failure to " + what + ", which took effect");
    throw new CallFailedException(what);
  }

  private static String brief(Object result) {
    String text = result.toString();
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }
}
