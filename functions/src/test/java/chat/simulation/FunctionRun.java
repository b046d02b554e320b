package chat.simulation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A function under way. When one of its strands dies, all do, each at its next step. */
public final class FunctionRun {
  private static final int MOST_STEPS_TO_CRASH = 8;

  private final String name;
  private final Steps steps;
  private final Duration timeout;
  private final long startedAt;
  private final int crashAt;
  private final Consumer<FunctionRun> work;
  private final Consumer<FunctionRun> then;
  private boolean crashed;
  private boolean over;
  private int step;

  /** {@code then} runs when the function has come to its end, whichever it is. */
  public FunctionRun(String name, Duration timeout, Steps steps, boolean crashes, Consumer<FunctionRun> work,
      Consumer<FunctionRun> then) {
    this.name = name;
    this.steps = steps;
    this.timeout = timeout;
    this.startedAt = steps.timeline().micros();
    this.crashAt = crashes ? 1 + steps.chance().below(MOST_STEPS_TO_CRASH) : Integer.MAX_VALUE;
    this.work = work;
    this.then = then;
  }

  public void start() {
    new Strand(this, steps.timeline(), () -> {
      try {
        work.accept(this);
      } catch (CrashError crash) {
        crashed = true;
      }
      over = true;
      then.accept(this);
    }).resume();
  }

  public long startedAt() {
    return startedAt;
  }

  public String name() {
    return name;
  }

  /** Also one that came to its end, and then could not say so. */
  public boolean isCrashed() {
    return crashed || crashAt != Integer.MAX_VALUE;
  }

  /** Whether it dies at its next call, and so what it does beside others may be half done. */
  public boolean isDoomed() {
    return crashed || step + 1 >= crashAt;
  }

  public long remainingMillis() {
    return timeout.toMillis() - (steps.timeline().micros() - startedAt) / 1_000;
  }

  void enter(Strand strand) {
    steps.enter(strand);
  }

  /** Lets the work run until its first step, then beside the caller. */
  <T> Supplier<T> fork(Strand parent, Supplier<T> beside) {
    AtomicReference<Supplier<T>> result = new AtomicReference<>();
    Strand child = new Strand(this, steps.timeline(), () -> {
      try {
        T value = beside.get();
        result.set(() -> value);
      } catch (RuntimeException fault) {
        result.set(() -> {
          throw fault;
        });
      } catch (CrashError crash) {
        crashed = true;
      }
    });
    child.resume();
    steps.enter(parent);
    return () -> {
      steps.current().await(child);
      die(crashed);
      return result.get().get();
    };
  }

  /** A call of the function: it stops, and goes on when the call is through. */
  <T> T call(Strand strand, String what, Supplier<T> effect, UnaryOperator<T> whenTriedAgain) {
    die(crashed);
    step++;
    int thisStep = step;
    pause(strand, steps.duration());
    die(remainingMillis() < 0);
    if (thisStep == crashAt) {
      steps.crash(this, what, effect);
      die(true);
    }
    return steps.answer(this, what, effect, whenTriedAgain);
  }

  /** Lets virtual time pass. */
  void pause(Strand strand, long micros) {
    die(crashed);
    strand.stop(micros);
    die(crashed || over);
  }

  private void die(boolean now) {
    if (now) {
      crashed = crashed || !over;
      throw new CrashError();
    }
  }
}
