package chat.delivery;

import chat.delivery.DeliveryOrder.Chunk;
import chat.delivery.DeliveryOrder.Retry;
import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.model.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries out what was ordered through a queue. The log is read again, so what was deleted meanwhile is not posted. */
public final class Deliver {
  private final MessageLog log;
  private final Shipment shipment;
  private final Repair repair;

  public Deliver(MessageLog log, Shipment shipment, Repair repair) {
    this.log = log;
    this.shipment = shipment;
    this.repair = repair;
  }

  /** Throws IllegalStateException when the last try has failed. */
  public void carryOut(DeliveryOrder order, Instant deadline) {
    switch (order) {
      case Chunk chunk -> {
        List<LogEntry> entries = Repair.entries(log, chunk);
        Map<UserId, List<LogEntry>> byUser = new LinkedHashMap<>();
        chunk.users().forEach(user -> byUser.put(user, entries));
        shipment.deliver(byUser, deadline);
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
}
