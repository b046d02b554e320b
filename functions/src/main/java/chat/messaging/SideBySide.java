package chat.messaging;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Runs work beside the caller's own, so that two round trips take the time of one. */
public interface SideBySide {
  /** Starts the work. The result waits for it and throws what it threw. */
  <T> Supplier<T> start(Supplier<T> work);

  static SideBySide on(Executor executor) {
    return new SideBySide() {
      @Override
      public <T> Supplier<T> start(Supplier<T> work) {
        CompletableFuture<T> result = CompletableFuture.supplyAsync(work, executor);
        return () -> join(result);
      }
    };
  }

  private static <T> T join(CompletableFuture<T> result) {
    try {
      return result.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (failed.getCause() instanceof Error cause) {
        throw cause;
      }
      throw failed;
    }
  }
}
