package chat.benchmark;

import chat.endtoend.ManySockets;
import chat.endtoend.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How many sockets and how many messages the local chat carries: it runs in a process of its own, and this program opens
 * sockets that say nothing, then has pairs of people talk at rising rates, each for a few seconds. Both share the machine.
 */
final class LoadBenchmark {
  private static final int IDLE_SOCKETS = 10_000;
  private static final int HANDSHAKES_AT_ONCE = 64;
  private static final int PAIRS = 100;
  /** More a pair would only wait for its turn in the log. */
  private static final int UNDER_WAY = 4;
  private static final List<Integer> RATES = List.of(100, 150, 200, 300, 400, 600, 1_000, 2_000);
  private static final int SECONDS = 8;
  private static final int WARM_UPS = 6;
  private static final int BEATS_PER_ACK = 1_000;
  private static final double KEPT_UP = 0.95;

  private LoadBenchmark() {}

  /** {@code arguments}: how many idle sockets, if not ten thousand. */
  static void main(String... arguments) throws Exception {
    int idleSockets = arguments.length == 0 ? IDLE_SOCKETS : Integer.parseInt(arguments[0]);
    try (ServerProcess server = ServerProcess.start(); ManySockets clients = new ManySockets(server.issuer())) {
      idle(server, clients, idleSockets);
      List<Pair> pairs = pairs(server.webSocket(), clients);
      for (int round = 0; round < WARM_UPS; round++) {
        run(pairs, RATES.getFirst());
      }
      System.out
          .println("So far it only warmed up. Messages of " + PAIRS + " pairs, with the idle sockets still open:");
      for (int rate : RATES) {
        if (!run(pairs, rate)) {
          System.out.println("  It does not keep up with " + rate + " a second.");
          break;
        }
      }
      System.out.printf(Locale.ROOT, "CPU of the chat: %.1f s since its start%n", server.cpuSeconds());
    }
  }

  private static void idle(ServerProcess server, ManySockets clients, int sockets)
      throws IOException, InterruptedException {
    ServerProcess.Memory before = server.memory();
    long begin = System.nanoTime();
    Semaphore handshakes = new Semaphore(HANDSHAKES_AT_ONCE);
    AtomicInteger open = new AtomicInteger();
    for (int number = 0; number < sockets; number++) {
      handshakes.acquire();
      var _ = clients.open(server.webSocket(), "idle" + number, frame -> {}).whenComplete((socket, failure) -> {
        handshakes.release();
        if (failure == null) {
          open.incrementAndGet();
        }
      });
    }
    handshakes.acquire(HANDSHAKES_AT_ONCE);
    double seconds = (System.nanoTime() - begin) / 1e9;
    ServerProcess.Memory after = server.memory();
    System.out.printf(Locale.ROOT, "%d of %d idle sockets are open after %.1f s, %.0f a second.%n", open.get(),
        sockets, seconds, open.get() / seconds);
    System.out.printf(Locale.ROOT,
        "Memory a socket: %.1f KB of heap after a collection, %.1f KB resident (heap %d to %d MB, resident %d to %d MB).%n",
        (after.heapKilobytes() - before.heapKilobytes()) / (double) open.get(),
        (after.residentKilobytes() - before.residentKilobytes()) / (double) open.get(), before.heapKilobytes() / 1024,
        after.heapKilobytes() / 1024, before.residentKilobytes() / 1024, after.residentKilobytes() / 1024);
  }

  private static List<Pair> pairs(URI address, ManySockets clients) {
    List<Pair> pairs = new ArrayList<>();
    for (int number = 0; number < PAIRS; number++) {
      Pair pair = new Pair("reader" + number);
      pair.readerSocket = clients.open(address, "reader" + number, pair::arrived).join();
      pair.writer = clients.open(address, "writer" + number, pair::answered).join();
      pairs.add(pair);
    }
    return pairs;
  }

  /** Sends at a rate for a while, as far as answers come. Returns whether the answers kept up. */
  private static boolean run(List<Pair> pairs, int rate) {
    Latencies accepted = new Latencies();
    Latencies arrived = new Latencies();
    pairs.forEach(pair -> pair.measure(accepted, arrived));
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(SECONDS);
    long sent = 0;
    for (long beat = 0; System.nanoTime() < end; beat++) {
      long due = (System.nanoTime() - begin) * rate / TimeUnit.SECONDS.toNanos(1);
      for (int tries = 0; sent < due && tries < PAIRS; tries++) {
        sent += pairs.get((int) ((sent + tries) % PAIRS)).send() ? 1 : 0;
      }
      if (beat % BEATS_PER_ACK == 0) {
        pairs.forEach(Pair::acknowledge);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    long settled = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (pairs.stream().anyMatch(Pair::waits) && System.nanoTime() < settled) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(Locale.ROOT,
        "  %5d/s asked: %6.0f/s accepted, p50 %6.1f ms, p99 %7.1f ms; %6.0f/s arrived, p50 %6.1f ms, p99 %7.1f ms; %d refused%n",
        rate, accepted.size() / seconds, accepted.percentile(0.5), accepted.percentile(0.99),
        arrived.size() / seconds, arrived.percentile(0.5), arrived.percentile(0.99),
        pairs.stream().mapToInt(Pair::refusals).sum());
    return accepted.size() >= KEPT_UP * rate * SECONDS;
  }

  /** Somebody who writes to somebody who reads. */
  private static final class Pair {
    private final String reader;
    private final Deque<Long> unanswered = new ArrayDeque<>();
    private final Deque<Long> onTheWay = new ArrayDeque<>();
    private ManySockets.@Nullable Socket writer;
    private ManySockets.@Nullable Socket readerSocket;
    private String channelId = "";
    private long delivered;
    private long acknowledged;
    private Latencies accepted = new Latencies();
    private Latencies arrived = new Latencies();
    private long known;
    private int sent;
    private int refusals;

    private Pair(String reader) {
      this.reader = reader;
    }

    private synchronized void measure(Latencies newAccepted, Latencies newArrived) {
      accepted = newAccepted;
      arrived = newArrived;
      refusals = 0;
      unanswered.clear();
      onTheWay.clear();
    }

    /** Returns false when too much is unanswered. */
    private synchronized boolean send() {
      if (writer == null || unanswered.size() >= UNDER_WAY) {
        return false;
      }
      long now = System.nanoTime();
      unanswered.add(now);
      onTheWay.add(now);
      writer.send("""
          {"action":"send","userId":"%s","clientMessageId":"m%d","afterSeq":%d,\
          "content":{"type":"text","text":"A message of some forty characters, say."}}"""
          .formatted(reader, sent++, known));
      return true;
    }

    /** Answers and arrivals come nearly in the order of the sends, so the oldest is taken for each. */
    private synchronized void answered(String frame) {
      if (frame.startsWith("{\"event\":\"accepted\"")) {
        known = Math.max(known, number(frame, "\"seq\":"));
        take(unanswered, accepted);
      } else if (frame.startsWith("{\"event\":\"refused\"") || frame.startsWith("{\"message\"")) {
        refusals++;
        unanswered.poll();
        onTheWay.pollLast();
      }
    }

    private synchronized void arrived(String frame) {
      if (frame.startsWith("{\"event\":\"messages\"")) {
        for (int at = frame.indexOf("\"seq\":"); at >= 0; at = frame.indexOf("\"seq\":", at + 1)) {
          take(onTheWay, arrived);
          delivered = Math.max(delivered, number(frame.substring(at), "\"seq\":"));
        }
        channelId = text(frame, "\"channelId\":\"");
      }
    }

    private static void take(Deque<Long> begun, Latencies latencies) {
      Long begin = begun.poll();
      if (begin != null) {
        latencies.add(System.nanoTime() - begin);
      }
    }

    private static long number(String frame, String field) {
      int from = frame.indexOf(field) + field.length();
      int to = from;
      while (to < frame.length() && Character.isDigit(frame.charAt(to))) {
        to++;
      }
      return Long.parseLong(frame.substring(from, to));
    }

    private static String text(String frame, String field) {
      int from = frame.indexOf(field) + field.length();
      return frame.substring(from, frame.indexOf('"', from));
    }

    /** As clients do, or everything would be posted again. */
    private synchronized void acknowledge() {
      if (readerSocket != null && delivered > acknowledged) {
        readerSocket.send("{\"action\":\"ack\",\"channels\":[{\"channelId\":\"%s\",\"delivered\":%d}]}"
            .formatted(channelId, delivered));
        acknowledged = delivered;
      }
    }

    private synchronized boolean waits() {
      return !unanswered.isEmpty() || !onTheWay.isEmpty();
    }

    private synchronized int refusals() {
      return refusals;
    }
  }
}
