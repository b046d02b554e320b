package chat.local.process;

import chat.local.function.Result;
import chat.local.function.Work;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where the host and the runtime of one function meet: one brings events, the other asks for them and brings answers. */
final class Handover {
  private @Nullable Work offered;
  private @Nullable Work running;
  private @Nullable Result answer;
  private boolean asking;
  private boolean over;

  /** Whether the runtime asks for its first event within that time. */
  synchronized boolean awaitReady(Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (!asking && !over) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return !over;
  }

  /**
   * Waits for the answer, and until the runtime asks for more or has ended, so that nobody is sent an event in between.
   */
  synchronized Result handle(Work work) throws InterruptedException {
    answer = null;
    offered = work;
    notifyAll();
    while (!over && (answer == null || !asking)) {
      wait();
    }
    return answer == null ? Result.Failed.exited(work.requestId()) : answer;
  }

  /** For the runtime: waits for an event. Nothing when it should end. */
  synchronized Optional<Work> next() throws InterruptedException {
    asking = true;
    notifyAll();
    while (offered == null && !over) {
      wait();
    }
    if (over) {
      return Optional.empty();
    }
    asking = false;
    running = offered;
    offered = null;
    return Optional.ofNullable(running);
  }

  /** For the runtime: false if it is not working at that event. */
  synchronized boolean answer(String requestId, Result result) {
    if (running == null || !running.requestId().equals(requestId)) {
      return false;
    }
    running = null;
    answer = result;
    notifyAll();
    return true;
  }

  /** The runtime has ended. */
  synchronized void end() {
    over = true;
    notifyAll();
  }
}
