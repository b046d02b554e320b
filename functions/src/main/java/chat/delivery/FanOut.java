package chat.delivery;

import static java.lang.System.Logger.Level.ERROR;

import chat.channel.Channels;
import chat.channel.Memberships;
import chat.delivery.Shipment.Cargo;
import chat.messaging.Amend;
import chat.messaging.LogEntry;
import chat.model.Change;
import chat.model.ChannelId;
import chat.model.Membership;
import chat.model.Message;
import chat.model.UserId;
import chat.push.OrderPushes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Follows the log: moves each channel's head, takes new entries to every live connection of every member, the sending
 * socket excepted, and makes changes in place. What the express lane carries it leaves to that lane and to the repair.
 * Safe to run twice on any entry.
 *
 * <p>The heads move before anything is posted. So a device that connects meanwhile is either found here, or finds the
 * entry when it asks for its channels. For one that took the express lane it must ask twice, as docs/decisions/0005 says.
 */
public final class FanOut {
  private static final System.Logger LOG = System.getLogger(FanOut.class.getName());
  private static final Comparator<LogEntry> BY_SEQ = Comparator.comparingLong(entry -> entry.message().seq());

  private final Memberships memberships;
  private final Channels channels;
  private final Amend amend;
  private final Shipment shipment;
  private final OrderPushes orderPushes;

  public FanOut(Memberships memberships, Channels channels, Amend amend, Shipment shipment,
      OrderPushes orderPushes) {
    this.memberships = memberships;
    this.channels = channels;
    this.amend = amend;
    this.shipment = shipment;
    this.orderPushes = orderPushes;
  }

  /** Returns the index of the first entry that must be tried again. A channel that fails holds up no other. */
  public OptionalInt deliver(List<LogEntry> entries, Instant deadline) {
    Map<ChannelId, List<LogEntry>> byChannel = new LinkedHashMap<>();
    entries.forEach(entry -> byChannel.computeIfAbsent(entry.message().channelId(), _ -> new ArrayList<>()).add(entry));
    Set<ChannelId> failed = new HashSet<>();
    List<News> followed = new ArrayList<>();
    byChannel.forEach((channelId, news) -> orFail(channelId, failed, () -> followed.add(follow(channelId, news))));
    shipment.ship(followed.stream().map(News::cargo).toList(), deadline);
    followed.forEach(news -> orFail(news.cargo().channelId(), failed, () -> orderPushes(news)));
    // members need not wait for what is made in place
    byChannel.forEach((channelId, news) -> orFail(channelId, failed, () -> changeInPlace(news)));
    return IntStream.range(0, entries.size())
        .filter(index -> failed.contains(entries.get(index).message().channelId())).findFirst();
  }

  private static void orFail(ChannelId channelId, Set<ChannelId> failed, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException fault) {
      LOG.log(ERROR, "Channel " + channelId + " cannot be followed; its entries are tried again.", fault);
      failed.add(channelId);
    }
  }

  /** New entries of a channel, and its members, unless nobody needs to be told. */
  private record News(Cargo cargo, List<LogEntry> entries, List<Membership> places) {}

  private News follow(ChannelId channelId, List<LogEntry> news) {
    List<LogEntry> ordered = news.stream().sorted(BY_SEQ).toList();
    Optional<Message> shown = ordered.reversed().stream().flatMap(entry -> entry.message().preview().stream())
        .findFirst();
    if (!channels.advance(channelId, ordered.getLast().message().seq(), shown)) {
      shown.ifPresent(preview -> amend.showLast(channelId, preview.seq()));
    }
    List<LogEntry> toPost = ordered.stream().filter(entry -> !entry.express()).toList();
    List<Membership> places = toPost.isEmpty() && !OrderPushes.concerns(ordered)
        ? List.of()
        : memberships.all(channelId);
    return new News(new Cargo(channelId, byUser(places, toPost)), ordered, places);
  }

  /** In a large channel, with its chunks. */
  private void orderPushes(News news) {
    if (!Shipment.isChunked(news.cargo())) {
      orderPushes.order(news.cargo().channelId(), news.entries(), news.places());
    }
  }

  private void changeInPlace(List<LogEntry> news) {
    for (LogEntry entry : news) {
      if (entry.message().content() instanceof Change change) {
        amend.amend(entry.message(), change);
      }
    }
  }

  private static Map<UserId, List<LogEntry>> byUser(List<Membership> places, List<LogEntry> entries) {
    Map<UserId, List<LogEntry>> byUser = new LinkedHashMap<>();
    for (Membership place : places) {
      List<LogEntry> seen = entries.stream().filter(entry -> place.sees(entry.message().seq())).toList();
      if (!seen.isEmpty()) {
        byUser.put(place.userId(), seen);
      }
    }
    return byUser;
  }
}
