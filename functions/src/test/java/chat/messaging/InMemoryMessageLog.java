package chat.messaging;

import chat.model.ChannelId;
import chat.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.NullMarked;

/** The log in memory. */
@NullMarked
public final class InMemoryMessageLog implements MessageLog {
  private final Map<ChannelId, ConcurrentSkipListMap<Long, LogEntry>> channels = new ConcurrentHashMap<>();

  @Override
  public List<Message> from(ChannelId channelId, long seq, int limit) {
    return channel(channelId).tailMap(seq).values().stream().limit(limit).map(LogEntry::message).toList();
  }

  @Override
  public List<Message> before(ChannelId channelId, long seq, int limit) {
    return channel(channelId).headMap(seq).descendingMap().values().stream().limit(limit).map(LogEntry::message)
        .toList().reversed();
  }

  @Override
  public Optional<Message> putIfAbsent(LogEntry entry) {
    return Optional.ofNullable(channel(entry.message().channelId()).putIfAbsent(entry.message().seq(), entry))
        .map(LogEntry::message);
  }

  public List<LogEntry> entries(ChannelId channelId) {
    return new ArrayList<>(channel(channelId).values());
  }

  private ConcurrentSkipListMap<Long, LogEntry> channel(ChannelId channelId) {
    return channels.computeIfAbsent(channelId, id -> new ConcurrentSkipListMap<>());
  }
}
