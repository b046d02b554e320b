package chat.benchmark;

import chat.endtoend.TestClient;
import chat.endtoend.TestCloud;
import chat.local.EmbeddedCloud;
import chat.local.Options;

/** How long a message takes from one socket to another, by the express lane and by the stream alone, turn by turn. */
final class DeliveryBenchmark {
  private static final int WARM_UP = 100;
  private static final int MESSAGES = 400;

  private DeliveryBenchmark() {}

  /** A cloud with two people connected. */
  private static final class Pair implements AutoCloseable {
    private final EmbeddedCloud cloud;
    private final TestClient ann;
    private final TestClient ben;
    private final Latencies latencies = new Latencies();
    private int sent;

    private Pair(Options options) {
      cloud = EmbeddedCloud.start(options);
      ann = TestClient.connect(cloud, "ann");
      ben = TestClient.connect(cloud, "ben");
    }

    private void sendOne(boolean measured) {
      String text = "text " + sent;
      long start = System.nanoTime();
      ann.sendTo("ben", "m" + sent, sent, text);
      ben.awaitMessage(text);
      if (measured) {
        latencies.add(System.nanoTime() - start);
      }
      sent++;
    }

    private void print(String name, double baseline) {
      System.out.printf("%-12s p50 %6.1f ms  p99 %6.1f ms  p50 is %.2f of the stream's%n", name,
          latencies.percentile(0.5), latencies.percentile(0.99), latencies.percentile(0.5) / baseline);
    }

    @Override
    public void close() {
      ann.close();
      ben.close();
      cloud.close();
    }
  }

  static void main() {
    Options options = TestCloud.options();
    try (Pair express = new Pair(options); Pair stream = new Pair(options.withoutExpressLane())) {
      for (int number = 0; number < WARM_UP + MESSAGES; number++) {
        express.sendOne(number >= WARM_UP);
        stream.sendOne(number >= WARM_UP);
      }
      System.out.println("Local figures, from the send to the arrival at the other socket, " + MESSAGES
          + " messages each. The local stream is read every 50 ms; Lambda reads some four times a second.");
      express.print("express lane", stream.latencies.percentile(0.5));
      stream.print("stream", stream.latencies.percentile(0.5));
    }
  }
}
