package chat.push;

import chat.messaging.LogEntry;
import chat.model.ChannelId;
import chat.model.Content;
import chat.model.DeviceId;
import chat.model.Membership;
import chat.model.Message;
import chat.model.Presence;
import chat.model.PushDevice;
import chat.model.UserId;
import chat.presence.Presences;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiPredicate;

/** Orders that devices be told of new entries: one order for each device, whatever the number of entries. */
public final class OrderPushes {
  /** How long a connected device may take to acknowledge what has been posted to it twice. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final PushDevices devices;
  private final Presences presences;
  private final PushQueue queue;
  private final InstantSource clock;

  public OrderPushes(PushDevices devices, Presences presences, PushQueue queue, InstantSource clock) {
    this.devices = devices;
    this.presences = presences;
    this.queue = queue;
    this.clock = clock;
  }

  /** Whether there may be anything in it to tell of. */
  public static boolean concerns(List<LogEntry> entries) {
    return entries.stream().anyMatch(entry -> PushDecision.isReadable(entry.message()));
  }

  /** Those of these users who have a device to be told. */
  public Set<UserId> registered(List<UserId> users) {
    return devices.find(users).keySet();
  }

  /** Those devices that nobody uses are told soon. */
  public void order(ChannelId channelId, List<LogEntry> entries, List<Membership> places) {
    Instant now = clock.instant();
    order(channelId, news(entries, places), (presence, device) -> !presence.uses(device, now), false);
  }

  /**
   * Those who had not acknowledged the entries are told later on the devices that were connected when these came, unless
   * they do until then.
   */
  public void followUp(ChannelId channelId, List<LogEntry> entries, List<Membership> places) {
    Optional<Instant> came = entries.stream().map(entry -> entry.message().sentAt()).min(Instant::compareTo);
    came.ifPresent(since -> order(channelId, news(entries, places),
        (presence, device) -> presence.hadSocket(device, since), true));
  }

  private void order(ChannelId channelId, Map<UserId, Long> news, BiPredicate<Presence, DeviceId> which,
      boolean followUp) {
    if (news.isEmpty()) {
      return;
    }
    Map<UserId, List<PushDevice>> registered = devices.find(news.keySet());
    if (registered.isEmpty()) {
      return;
    }
    Map<UserId, Presence> found = presences.find(registered.keySet());
    List<PushOrder> orders = new ArrayList<>();
    registered.forEach((userId, all) -> {
      Presence presence = found.getOrDefault(userId, Presence.none(userId));
      all.stream().filter(device -> which.test(presence, device.device()))
          .forEach(device -> orders.add(new PushOrder(userId, device.device(), channelId,
              news.getOrDefault(userId, 0L), followUp, 0)));
    });
    if (!orders.isEmpty()) {
      queue.put(orders, followUp ? PATIENCE : Duration.ZERO);
    }
  }

  private Map<UserId, Long> news(List<LogEntry> entries, List<Membership> places) {
    Instant now = clock.instant();
    List<Message> newestFirst = entries.stream().map(LogEntry::message).filter(PushDecision::isReadable)
        .sorted((one, other) -> Long.compare(other.seq(), one.seq())).toList();
    Map<UserId, Long> news = new HashMap<>();
    for (Membership place : places) {
      OptionalLong newest = newestFirst.stream().filter(message -> isNews(message, place, now))
          .mapToLong(Message::seq).findFirst();
      newest.ifPresent(seq -> news.put(place.userId(), seq));
    }
    return news;
  }

  private static boolean isNews(Message message, Membership place, Instant now) {
    return place.isActive() && place.sees(message.seq()) && place.read() < message.seq()
        && !message.sender().equals(place.userId())
        && (!place.isMutedAt(now) || (message.content() instanceof Content.Text text
            && text.mentions().contains(place.userId())));
  }
}
