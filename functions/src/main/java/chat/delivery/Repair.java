package chat.delivery;

import chat.channel.Memberships;
import chat.delivery.Shipment.Cargo;
import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.model.ChannelId;
import chat.model.Membership;
import chat.model.UserId;
import chat.push.OrderPushes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Posts again to those who are connected and have not acknowledged: whatever was lost on any lane comes once more. An
 * entry that is too young to have been acknowledged is looked at later.
 */
public final class Repair {
  /** How long an acknowledgement may take. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Memberships memberships;
  private final MessageLog log;
  private final Shipment shipment;
  private final DeliveryQueue queue;
  private final OrderPushes orderPushes;
  private final InstantSource clock;

  public Repair(Memberships memberships, MessageLog log, Shipment shipment, DeliveryQueue queue,
      OrderPushes orderPushes, InstantSource clock) {
    this.memberships = memberships;
    this.log = log;
    this.shipment = shipment;
    this.queue = queue;
    this.orderPushes = orderPushes;
    this.clock = clock;
  }

  /** {@code entries}: new ones of any channels, as they come from the stream. */
  public void repair(List<LogEntry> entries, Instant deadline) {
    Instant ripe = clock.instant().minus(PATIENCE);
    Map<ChannelId, List<LogEntry>> old = new LinkedHashMap<>();
    Map<ChannelId, DeliveryOrder.Repair> young = new LinkedHashMap<>();
    for (LogEntry entry : entries) {
      ChannelId channelId = entry.message().channelId();
      if (entry.message().sentAt().isAfter(ripe)) {
        long seq = entry.message().seq();
        young.merge(channelId, new DeliveryOrder.Repair(channelId, seq, seq), Repair::spanning);
      } else {
        old.computeIfAbsent(channelId, _ -> new ArrayList<>()).add(entry);
      }
    }
    if (!young.isEmpty()) {
      queue.put(List.copyOf(young.values()), PATIENCE);
    }
    List<Cargo> cargoes = new ArrayList<>();
    old.forEach((channelId, ripened) -> cargoes.add(missing(channelId, ripened)));
    shipment.ship(cargoes, deadline);
  }

  void repair(DeliveryOrder.Repair order, Instant deadline) {
    shipment.ship(List.of(missing(order.channelId(), entries(log, order))), deadline);
  }

  static List<LogEntry> entries(MessageLog log, DeliveryOrder order) {
    return log.from(order.channelId(), order.from(), Math.toIntExact(order.to() - order.from() + 1));
  }

  /** Whoever is connected and still does not acknowledge them is told in another way. */
  private Cargo missing(ChannelId channelId, List<LogEntry> entries) {
    Map<UserId, List<LogEntry>> byUser = new LinkedHashMap<>();
    List<Membership> behind = new ArrayList<>();
    for (Membership place : memberships.all(channelId)) {
      List<LogEntry> missing = entries.stream().filter(entry -> entry.message().seq() > place.delivered()
          && place.sees(entry.message().seq())).toList();
      if (!missing.isEmpty()) {
        byUser.put(place.userId(), missing);
        behind.add(place);
      }
    }
    orderPushes.followUp(channelId, entries, behind);
    return new Cargo(channelId, byUser);
  }

  private static DeliveryOrder.Repair spanning(DeliveryOrder.Repair one, DeliveryOrder.Repair other) {
    return new DeliveryOrder.Repair(one.channelId(), Math.min(one.from(), other.from()),
        Math.max(one.to(), other.to()));
  }
}
