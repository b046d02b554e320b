package chat.delivery;

import chat.channel.Channels;
import chat.delivery.Audience.Target;
import chat.messaging.LogEntry;
import chat.model.ChannelId;
import chat.model.Message;
import chat.wire.ServerEvent.Delivered;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Takes new log entries to every live connection of every member, the sending socket excepted. Within a batch the
 * messages of a channel are posted in order, each to all its sockets at once. Safe to run twice on any entry.
 *
 * <p>The heads move before anything is posted. So a device that connects meanwhile is either found here, or finds the
 * message when it asks for its channels.
 */
public final class FanOut {
  private final Audience audience;
  private final Broadcast broadcast;
  private final Channels channels;
  private final InstantSource clock;

  public FanOut(Audience audience, Broadcast broadcast, Channels channels, InstantSource clock) {
    this.audience = audience;
    this.broadcast = broadcast;
    this.channels = channels;
    this.clock = clock;
  }

  /**
   * Returns the index of the first entry that must be tried again, because a post failed or time ran out. A failure holds
   * up only the later messages of its own channel.
   */
  public OptionalInt deliver(List<LogEntry> entries, Instant deadline) {
    newest(entries).values().forEach(channels::advance);
    Map<ChannelId, List<Target>> audiences = new HashMap<>();
    Set<ChannelId> heldUp = new HashSet<>();
    OptionalInt firstFailure = OptionalInt.empty();
    for (int index = 0; index < entries.size(); index++) {
      LogEntry entry = entries.get(index);
      ChannelId channelId = entry.message().channelId();
      if (clock.instant().isAfter(deadline)) {
        return firstFailure.isPresent() ? firstFailure : OptionalInt.of(index);
      }
      if (!heldUp.contains(channelId) && !post(entry, audiences.computeIfAbsent(channelId, this::audienceOf))) {
        heldUp.add(channelId);
        firstFailure = firstFailure.isPresent() ? firstFailure : OptionalInt.of(index);
      }
    }
    return firstFailure;
  }

  private static Map<ChannelId, Message> newest(List<LogEntry> entries) {
    Map<ChannelId, Message> newest = new HashMap<>();
    entries.stream().map(LogEntry::message).forEach(message -> newest.merge(message.channelId(), message,
        (one, other) -> one.seq() > other.seq() ? one : other));
    return newest;
  }

  private List<Target> audienceOf(ChannelId channelId) {
    return audience.connectionsOf(audience.membersOf(channelId));
  }

  private boolean post(LogEntry entry, List<Target> all) {
    return broadcast.post(new Delivered(entry.message()),
        all.stream().filter(target -> !entry.origin().equals(Optional.of(target.connectionId()))).toList());
  }
}
