package chat.benchmark;

import chat.endtoend.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How long the local chat takes from the start of its process until it is ready, and from Ctrl-C until it is gone. */
final class StartBenchmark {
  private static final int ROUNDS = 5;

  private StartBenchmark() {}

  /** A way to start it. */
  private record Kind(String name, List<String> options, Latencies start, Latencies stop) {
    private Kind(String name, String... options) {
      this(name, List.of(options), new Latencies(), new Latencies());
    }

    private void run() throws IOException {
      long begin = System.nanoTime();
      try (ServerProcess server = ServerProcess.start(options.toArray(String[]::new))) {
        start.add(System.nanoTime() - begin);
        stop.add(server.stop().toNanos());
      }
    }

    private void print(double baseline) {
      System.out.printf(Locale.ROOT,
          "%-24s ready after %5.0f ms (%.2f of the first), %5.0f at most; stopped after %4.0f, %4.0f at most%n",
          name, start.percentile(0.5), start.percentile(0.5) / baseline, start.percentile(1), stop.percentile(0.5),
          stop.percentile(1));
    }
  }

  static void main() throws IOException {
    Path directory = Files.createTempDirectory("chat");
    List<Kind> kinds = List.of(new Kind("the chat"),
        new Kind("with a data directory", "--data-dir", directory.toString()),
        new Kind("with everything", "--data-dir", directory.toString(), "--files"));
    for (int round = 0; round < ROUNDS; round++) {
      for (Kind kind : kinds) {
        kind.run();
      }
    }
    System.out.println("Local figures, medians of " + ROUNDS + " starts each, turn by turn:");
    kinds.forEach(kind -> kind.print(kinds.getFirst().start().percentile(0.5)));
  }
}
