package chat.delivery;

import chat.channel.Channels;
import chat.delivery.Audience.Target;
import chat.messaging.LogEntry;
import chat.model.ChannelId;
import chat.model.Message;
import chat.wire.ServerEvent.Delivered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes new log entries to every live connection of every member, the sending socket excepted. The messages of one
 * socket are posted in order; those of one message at once. Safe to run twice on any entry.
 */
public final class FanOut {
  private final Audience audience;
  private final Broadcast broadcast;
  private final Channels channels;

  public FanOut(Audience audience, Broadcast broadcast, Channels channels) {
    this.audience = audience;
    this.broadcast = broadcast;
    this.channels = channels;
  }

  /** Returns how many entries from the front were handled; fewer than given when a post must be tried again. */
  public int deliver(List<LogEntry> entries) {
    Map<ChannelId, List<Target>> audiences = new HashMap<>();
    Map<ChannelId, Message> newest = new HashMap<>();
    int handled = 0;
    for (LogEntry entry : entries) {
      Message message = entry.message();
      List<Target> others = audiences
          .computeIfAbsent(message.channelId(), id -> audience.connectionsOf(audience.membersOf(id))).stream()
          .filter(target -> !entry.origin().equals(Optional.of(target.connectionId()))).toList();
      if (!broadcast.post(new Delivered(message), others)) {
        break;
      }
      newest.merge(message.channelId(), message, (one, other) -> one.seq() > other.seq() ? one : other);
      handled++;
    }
    newest.values().forEach(channels::advance);
    return handled;
  }
}
