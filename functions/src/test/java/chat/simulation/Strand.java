package chat.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a function under way, which stops at every call to something outside. Of all threads of a run one is awake at
 * any time: whoever resumes a strand sleeps until it stops.
 */
final class Strand {
  private final FunctionRun run;
  private final Timeline timeline;
  private final Thread thread;
  private final List<Strand> waiting = new ArrayList<>();
  private @Nullable Thread driver;
  private volatile boolean awake;
  private boolean finished;

  Strand(FunctionRun run, Timeline timeline, Runnable work) {
    this.run = run;
    this.timeline = timeline;
    this.thread = Thread.ofVirtual().unstarted(() -> {
      run.enter(this);
      work.run();
      finished = true;
      waiting.forEach(other -> timeline.in(0, other::resume));
      fallAsleep();
    });
  }

  FunctionRun run() {
    return run;
  }

  boolean isFinished() {
    return finished;
  }

  /** Lets it go on until its next stop. */
  void resume() {
    driver = Thread.currentThread();
    awake = true;
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    } else {
      LockSupport.unpark(thread);
    }
    while (awake) {
      LockSupport.park(this);
    }
  }

  /** Stops for so long. Only the strand itself calls this. */
  void stop(long micros) {
    timeline.in(micros, this::resume);
    sleep();
  }

  /** Stops until the other has come to its end. */
  void await(Strand other) {
    if (!other.finished) {
      other.waiting.add(this);
      sleep();
    }
  }

  private void sleep() {
    fallAsleep();
    while (!awake) {
      LockSupport.park(this);
    }
    run.enter(this);
  }

  private void fallAsleep() {
    awake = false;
    LockSupport.unpark(driver);
  }
}
