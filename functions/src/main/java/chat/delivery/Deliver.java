package chat.delivery;

import chat.channel.Memberships;
import chat.delivery.DeliveryOrder.Chunk;
import chat.delivery.DeliveryOrder.Retry;
import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.model.UserId;
import chat.push.OrderPushes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries out what was ordered through a queue. The log is read again, so what was deleted meanwhile is not posted. */
public final class Deliver {
  /** What one look at memberships takes. */
  private static final int PLACES = 100;

  private final MessageLog log;
  private final Shipment shipment;
  private final Repair repair;
  private final Memberships memberships;
  private final OrderPushes orderPushes;

  public Deliver(MessageLog log, Shipment shipment, Repair repair, Memberships memberships,
      OrderPushes orderPushes) {
    this.log = log;
    this.shipment = shipment;
    this.repair = repair;
    this.memberships = memberships;
    this.orderPushes = orderPushes;
  }

  /** Throws IllegalStateException when the last try has failed. */
  public void carryOut(DeliveryOrder order, Instant deadline) {
    switch (order) {
      case Chunk chunk -> {
        List<LogEntry> entries = Repair.entries(log, chunk);
        Map<UserId, List<LogEntry>> byUser = new LinkedHashMap<>();
        chunk.users().forEach(user -> byUser.put(user, entries));
        shipment.deliver(byUser, deadline);
        orderPushes(chunk, entries);
      }
      case Retry retry -> {
        List<LogEntry> entries = Repair.entries(log, retry);
        shipment.deliver(
            retry.targets().stream().flatMap(target -> Parcel.of(target, entries).stream()).toList(), deadline,
            retry.attempt() + 1);
      }
      case DeliveryOrder.Repair missing -> repair.repair(missing, deadline);
    }
  }

  private void orderPushes(Chunk chunk, List<LogEntry> entries) {
    if (!OrderPushes.concerns(entries)) {
      return;
    }
    List<Memberships.Key> keys = orderPushes.registered(chunk.users()).stream()
        .map(user -> new Memberships.Key(chunk.channelId(), user))
        .toList();
    for (int start = 0; start < keys.size(); start += PLACES) {
      orderPushes.order(chunk.channelId(), entries,
          memberships.find(keys.subList(start, Math.min(start + PLACES, keys.size()))));
    }
  }
}
