package chat.watch;

import chat.watch.PresenceWorld.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Many runs, as many at once as there are processors, until one fails or all are through. */
final class PresenceCampaign {
  private final PresenceBuild build;
  private final AtomicLong next = new AtomicLong(1);
  private final AtomicLong plans = new AtomicLong();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final long runs;

  /** A seed whose run was not as it must be. */
  record Failure(long seed, List<String> violations) {
    String report() {
      List<String> history = PresenceWorld.run(seed, PresenceBuild.PRODUCT, true).history();
      return String.join("\n", history) + "\nSeed " + seed + ":\n  "
          + String.join("\n  ", violations.stream().distinct().toList())
          + "\nAlone: ./mvnw -pl functions -am test -Dtest=PresencePropertyTest -Dpresence.seed=" + seed;
    }
  }

  PresenceCampaign(PresenceBuild build, long runs) {
    this.build = build;
    this.runs = runs;
  }

  long plans() {
    return plans.get();
  }

  /** The failure that was found first. */
  Optional<Failure> run() {
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<Failure>>> all = new ArrayList<>();
      for (int worker = 0; worker < Runtime.getRuntime().availableProcessors(); worker++) {
        Callable<Optional<Failure>> work = this::work;
        all.add(workers.submit(work));
      }
      Optional<Failure> first = Optional.empty();
      for (Future<Optional<Failure>> one : all) {
        Optional<Failure> failure = one.get();
        first = first.or(() -> failure);
      }
      return first;
    } catch (InterruptedException | ExecutionException fault) {
      throw new IllegalStateException(fault);
    }
  }

  private Optional<Failure> work() {
    while (!stop.get()) {
      long seed = next.getAndIncrement();
      if (seed > runs) {
        break;
      }
      Result result = PresenceWorld.run(seed, build, false);
      plans.addAndGet(result.plans());
      if (!result.violations().isEmpty()) {
        if (Boolean.getBoolean("presence.all")) {
          System.out.println("FAILED " + seed + " " + result.violations());
          continue;
        }
        stop.set(true);
        return Optional.of(new Failure(seed, result.violations()));
      }
    }
    return Optional.empty();
  }
}
