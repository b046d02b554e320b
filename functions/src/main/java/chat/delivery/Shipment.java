package chat.delivery;

import chat.messaging.LogEntry;
import chat.model.ChannelId;
import chat.model.Message;
import chat.model.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Brings entries to users: to some at once, to many in chunks through a queue, and what failed once more later. */
public final class Shipment {
  /** Users of one order: what one function posts to within a few seconds. */
  static final int CHUNK = 200;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int TRIES = 9;

  private final Audience audience;
  private final Courier courier;
  private final DeliveryQueue queue;

  public Shipment(Audience audience, Courier courier, DeliveryQueue queue) {
    this.audience = audience;
    this.courier = courier;
    this.queue = queue;
  }

  /** Entries of one channel, in the order of seq, for each user who is to get any. */
  record Cargo(ChannelId channelId, Map<UserId, List<LogEntry>> byUser) {}

  /** Whether it goes to its users in chunks, through the queue. */
  static boolean isChunked(Cargo cargo) {
    return cargo.byUser().size() > CHUNK;
  }

  /** The small ones share frames. */
  void ship(List<Cargo> cargoes, Instant deadline) {
    Map<UserId, List<LogEntry>> small = new LinkedHashMap<>();
    for (Cargo cargo : cargoes) {
      if (isChunked(cargo)) {
        queue.put(chunks(cargo));
      } else {
        cargo.byUser().forEach((user, entries) -> small.computeIfAbsent(user, _ -> new ArrayList<>()).addAll(entries));
      }
    }
    deliver(small, deadline);
  }

  void deliver(Map<UserId, List<LogEntry>> byUser, Instant deadline) {
    if (!byUser.isEmpty()) {
      List<Parcel> parcels = audience.connectionsOf(byUser.keySet()).stream()
          .flatMap(target -> Parcel.of(target, byUser.getOrDefault(target.userId(), List.of())).stream()).toList();
      deliver(parcels, deadline, 1);
    }
  }

  /**
   * Delivers and orders another try of what failed.
   *
   * @param attempt the number of the next try
   */
  void deliver(List<Parcel> parcels, Instant deadline, int attempt) {
    List<DeliveryOrder.Retry> retries = retries(courier.deliver(parcels, deadline), attempt);
    if (!retries.isEmpty()) {
      if (attempt > TRIES) {
        throw new IllegalStateException(
            "Gave up posting to " + retries.size() + " channels after " + TRIES + " tries.");
      }
      queue.put(retries, FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
    }
  }

  void later(DeliveryOrder order) {
    queue.put(List.of(order), FIRST_PAUSE);
  }

  /** Users of one chunk get the same run of entries. */
  private static List<DeliveryOrder.Chunk> chunks(Cargo cargo) {
    Map<List<Long>, List<UserId>> byRun = new LinkedHashMap<>();
    cargo.byUser().forEach((user, entries) -> byRun.computeIfAbsent(
        List.of(entries.getFirst().message().seq(), entries.getLast().message().seq()), _ -> new ArrayList<>())
        .add(user));
    List<DeliveryOrder.Chunk> chunks = new ArrayList<>();
    byRun.forEach((run, users) -> {
      for (int start = 0; start < users.size(); start += CHUNK) {
        chunks.add(new DeliveryOrder.Chunk(cargo.channelId(), run.getFirst(), run.getLast(),
            users.subList(start, Math.min(start + CHUNK, users.size()))));
      }
    });
    return chunks;
  }

  private static List<DeliveryOrder.Retry> retries(List<Parcel> failed, int attempt) {
    Map<ChannelId, Map<List<Long>, List<Target>>> byRun = new HashMap<>();
    for (Parcel parcel : failed) {
      Map<ChannelId, TreeMap<Long, Message>> byChannel = new HashMap<>();
      parcel.messages().forEach(message -> byChannel.computeIfAbsent(message.channelId(), _ -> new TreeMap<>())
          .put(message.seq(), message));
      byChannel.forEach((channelId, messages) -> byRun.computeIfAbsent(channelId, _ -> new LinkedHashMap<>())
          .computeIfAbsent(List.of(messages.firstKey(), messages.lastKey()), _ -> new ArrayList<>())
          .add(parcel.target()));
    }
    List<DeliveryOrder.Retry> retries = new ArrayList<>();
    byRun.forEach((channelId, runs) -> runs.forEach((run, targets) -> {
      for (int start = 0; start < targets.size(); start += CHUNK) {
        retries.add(new DeliveryOrder.Retry(channelId, run.getFirst(), run.getLast(),
            targets.subList(start, Math.min(start + CHUNK, targets.size())), attempt));
      }
    }));
    return retries;
  }
}
