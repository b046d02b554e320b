package chat.simulation;

import chat.delivery.FanOut;
import chat.messaging.SendMessage;
import chat.simulation.Simulation.Result;
import chat.simulation.Verdicts.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Many runs, as many at once as there are processors, until one breaks a promise; or all, with {@code simulation.all}.
 * What is logged of a fault that was meant is not shown.
 */
final class Campaign {
  /** Kept, for a logger that nobody holds forgets its filter. */
  private static final List<Logger> LOGGERS = Stream.of(FanOut.class, SendMessage.class)
      .map(type -> Logger.getLogger(type.getName())).toList();

  static {
    LOGGERS.forEach(logger -> logger.setFilter(line -> !(line.getThrown() instanceof CallFailedException)));
  }

  private final Build build;
  private final long end;
  private final AtomicLong next;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private final Map<Fault, Integer> runsWith = new EnumMap<>(Fault.class);
  private final List<Failure> failures = new ArrayList<>();
  private long runs;
  private long plans;
  private long held;
  private long missed;
  private long runsThatMissed;
  private double seconds;

  record Failure(long seed, List<Violation> violations) {
    String report() {
      List<String> history = Simulation.run(seed, Build.PRODUCT, true).history();
      return String.join("\n", history) + "\nSeed " + seed + " broke:\n  "
          + String.join("\n  ", violations.stream().map(Violation::toString).distinct().toList())
          + "\nAlone: ./mvnw -pl functions -am test -Dtest=SimulationTest -Dsimulation.seed="
          + seed;
    }
  }

  private Campaign(Build build, long first, long end) {
    this.build = build;
    this.end = end;
    this.next = new AtomicLong(first);
  }

  static Campaign of(Build build, long first, int runs) {
    Campaign campaign = new Campaign(build, first, first + runs);
    campaign.run();
    return campaign;
  }

  private void run() {
    long start = System.nanoTime();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int worker = 0; worker < Runtime.getRuntime().availableProcessors(); worker++) {
        all.add(workers.submit(this::work));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (InterruptedException | ExecutionException fault) {
      throw new IllegalStateException(fault);
    }
    seconds = (System.nanoTime() - start) / 1e9;
  }

  private void work() {
    while (!stop.get()) {
      long seed = next.getAndIncrement();
      if (seed >= end) {
        return;
      }
      count(seed, Simulation.run(seed, build, false));
    }
  }

  private synchronized void count(long seed, Result result) {
    runs++;
    plans += result.plans();
    held += result.held();
    missed += result.missed();
    runsThatMissed += result.missed() > 0 ? 1 : 0;
    result.faults().forEach((fault, count) -> {
      faults.merge(fault, count, Integer::sum);
      runsWith.merge(fault, 1, Integer::sum);
    });
    if (!result.violations().isEmpty()) {
      failures.add(new Failure(seed, result.violations()));
      stop.set(!Boolean.getBoolean("simulation.all"));
    }
  }

  /** The failure with the lowest seed. */
  Optional<Failure> failure() {
    return failures.stream().min(Comparator.comparingLong(Failure::seed));
  }

  List<Failure> failures() {
    return failures;
  }

  long runs() {
    return runs;
  }

  String summary() {
    StringBuilder text = new StringBuilder(
        "%d runs in %.1f s: %.0f a second, %d steps a run.%n".formatted(runs, seconds, runs / seconds, plans / runs));
    text.append("Of %d entries on devices, %d (%.3f %%) in %d runs came by the periodic sync only.%n".formatted(held,
        missed, 100.0 * missed / held, runsThatMissed));
    faults.forEach((fault, count) -> text.append("%-18s %8d times in %6d runs%n".formatted(fault, count,
        runsWith.get(fault))));
    return text.toString();
  }
}
