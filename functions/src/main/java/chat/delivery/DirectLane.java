package chat.delivery;

import chat.messaging.ExpressLane;
import chat.messaging.LogEntry;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.Membership;
import chat.model.Message;
import chat.model.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The express lane: from the send function straight to the sockets. */
public final class DirectLane implements ExpressLane {
  /** Posting must not keep the sender waiting for its answer; what takes longer goes through the queue. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final int REMEMBERED = 10_000;

  private final Set<ChannelId> tooLarge = ConcurrentHashMap.newKeySet();
  private final int members;
  private final Audience audience;
  private final Shipment shipment;
  private final InstantSource clock;

  public DirectLane(int members, Audience audience, Shipment shipment, InstantSource clock) {
    this.members = members;
    this.audience = audience;
    this.shipment = shipment;
    this.clock = clock;
  }

  @Override
  public int members(ChannelId channelId) {
    return tooLarge.contains(channelId) ? 0 : members;
  }

  /** Remembered for as long as this execution environment lives. A group that shrinks waits for the stream that long. */
  @Override
  public void leaveOut(ChannelId channelId) {
    if (tooLarge.size() >= REMEMBERED) {
      tooLarge.clear();
    }
    tooLarge.add(channelId);
  }

  @Override
  public Departure to(List<Membership> places) {
    Map<UserId, Membership> byUser = places.stream()
        .collect(Collectors.toMap(Membership::userId, Function.identity()));
    List<Target> targets = audience.connectionsOf(
        places.stream().filter(Membership::isActive).map(Membership::userId).toList());
    return (entry, answered) -> shipment.deliver(targets.stream()
        .filter(target -> isFor(target, answered, byUser.get(target.userId()), entry.message().seq()))
        .flatMap(target -> Parcel.of(target, List.of(entry)).stream()).toList(), clock.instant().plus(PATIENCE), 1);
  }

  @Override
  public void later(LogEntry entry, List<Membership> places) {
    Message message = entry.message();
    shipment.later(new DeliveryOrder.Chunk(message.channelId(), message.seq(), message.seq(),
        places.stream().filter(place -> place.sees(message.seq())).map(Membership::userId).toList()));
  }

  private static boolean isFor(Target target, @Nullable ConnectionId answered, @Nullable Membership place,
      long seq) {
    return place != null && place.sees(seq) && !target.connectionId().equals(answered);
  }
}
