package chat.local.function;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest lines that a function has written, by its logger or simply by printing. They go to standard output as well. */
public final class FunctionLog {
  private static final int KEPT = 500;

  private final String function;
  private final Deque<Line> newest = new ArrayDeque<>();

  FunctionLog(String function) {
    this.function = function;
  }

  /** One line of the log. */
  public record Line(Instant at, String text) {}

  /** {@code text}: one or more lines. */
  public void add(String text) {
    text.lines().forEach(line -> {
      keep(new Line(Instant.now(), line));
      FunctionOutput.console().println("[" + function + "] " + line);
    });
  }

  private synchronized void keep(Line line) {
    newest.addFirst(line);
    if (newest.size() > KEPT) {
      newest.removeLast();
    }
  }

  /** Newest first. */
  public synchronized List<Line> newest() {
    return List.copyOf(newest);
  }
}
