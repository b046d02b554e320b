package chat.benchmark;

import chat.aws.dynamodb.CreateTables;
import chat.aws.dynamodb.DynamoMessageLog;
import chat.channel.StateChange;
import chat.local.dynamodb.DynamoDbEngine;
import chat.messaging.AppendMessage;
import chat.messaging.AppendMessage.Draft;
import chat.messaging.Backoff;
import chat.messaging.JitteredBackoff;
import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.messaging.SendOutcome;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.Verdict;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.UserId;
import chat.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/**
 * Many writers on one channel: how often each tries for a message, and how long that takes, with different times to stand
 * back. Each call of the table takes as long as one to DynamoDB would.
 */
final class ContentionBenchmark {
  private static final String STAGE = "benchmark";
  private static final Duration ROUND_TRIP = Duration.ofMillis(5);
  private static final List<Integer> WRITERS = List.of(1, 5, 20, 50);
  private static final int MESSAGES_EACH = 20;

  private ContentionBenchmark() {}

  static void main() throws InterruptedException {
    System.out.println("Local figures: DynamoDB Local in this process, each call lengthened to " + ROUND_TRIP.toMillis()
        + " ms; " + MESSAGES_EACH + " messages a writer.");
    System.out.printf("%-16s %8s %22s %10s %10s %10s%n", "back-off", "writers", "tries per accepted", "p50 ms",
        "p99 ms",
        "refused");
    try (DynamoDbEngine engine = DynamoDbEngine.inMemory()) {
      CreateTables.create(engine.client(), Topology.TABLES, STAGE);
      MessageLog log = new DynamoMessageLog(engine.client(),
          DynamoDbEnhancedClient.builder().dynamoDbClient(engine.client()).extensions(List.of()).build(), STAGE);
      run("(warm-up)", backoffs().values().iterator().next(), log, 5);
      for (Map.Entry<String, Backoff> backoff : backoffs().entrySet()) {
        for (int writers : WRITERS) {
          run(backoff.getKey(), backoff.getValue(), log, writers);
        }
      }
    }
  }

  private static Map<String, Backoff> backoffs() {
    Map<String, Backoff> backoffs = new LinkedHashMap<>();
    backoffs.put("none", lostRaces -> {});
    for (int base : new int[]{4, 16, 32, 64}) {
      backoffs.put(base + " to " + base * 16 + " ms", lostRaces -> new JitteredBackoff(ThreadLocalRandom.current(),
          Duration.ofMillis(base), Duration.ofMillis(base * 16L)).standBack(lostRaces));
    }
    return backoffs;
  }

  private static void run(String name, Backoff backoff, MessageLog log, int writers) throws InterruptedException {
    ChannelId channel = new ChannelId("c." + System.nanoTime());
    Distant distant = new Distant(log);
    Latencies latencies = new Latencies();
    AtomicInteger refused = new AtomicInteger();
    AppendMessage append = new AppendMessage(distant, backoff, InstantSource.system());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < writers; writer++) {
        UserId user = new UserId("user" + writer);
        threads.execute(() -> write(append, channel, user, latencies, refused));
      }
    }
    System.out.printf("%-16s %8d %22.2f %10.1f %10.1f %10d%n", name, writers,
        (double) distant.puts.get() / (writers * MESSAGES_EACH), latencies.percentile(0.5), latencies.percentile(0.99),
        refused.get());
  }

  private static void write(AppendMessage append, ChannelId channel, UserId user, Latencies latencies,
      AtomicInteger refused) {
    long afterSeq = 0;
    for (int number = 0; number < MESSAGES_EACH; number++) {
      Content content = new Content.Text("message " + number);
      long start = System.nanoTime();
      SendOutcome outcome = append.append(
          new Draft(channel, user, new ClientMessageId("m" + number), afterSeq, content, Optional.empty()),
          (seq, announcement, stale) -> new Verdict.Allowed(content, Optional.empty(), false));
      latencies.add(System.nanoTime() - start);
      if (outcome instanceof Appended(LogEntry entry)) {
        afterSeq = entry.message().seq();
      } else {
        refused.incrementAndGet();
      }
    }
  }

  /** The log at the other end of a network. */
  private record Distant(MessageLog log, AtomicInteger puts) implements MessageLog {
    private Distant(MessageLog log) {
      this(log, new AtomicInteger());
    }

    private static void travel() {
      LockSupport.parkNanos(ROUND_TRIP.toNanos());
    }

    @Override
    public List<LogEntry> from(ChannelId channelId, long seq, int limit) {
      travel();
      return log.from(channelId, seq, limit);
    }

    @Override
    public List<LogEntry> before(ChannelId channelId, long seq, int limit) {
      travel();
      return log.before(channelId, seq, limit);
    }

    @Override
    public boolean put(LogEntry entry, Optional<StateChange> change) {
      puts.incrementAndGet();
      travel();
      return log.put(entry, change);
    }

    @Override
    public boolean replace(LogEntry entry) {
      travel();
      return log.replace(entry);
    }
  }
}
