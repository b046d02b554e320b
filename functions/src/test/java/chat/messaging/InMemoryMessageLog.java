package chat.messaging;

import chat.channel.InMemoryChannels;
import chat.channel.InMemoryMemberships;
import chat.channel.StateChange;
import chat.group.InMemoryInvites;
import chat.model.ChannelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;

/** The log in memory, with the tables that change together with it. */
@NullMarked
public final class InMemoryMessageLog implements MessageLog {
  private final InMemoryChannels channels;
  private final InMemoryMemberships memberships;
  private final InMemoryInvites invites;
  private final Map<ChannelId, NavigableMap<Long, LogEntry>> logs = new HashMap<>();

  public InMemoryMessageLog() {
    this(new InMemoryChannels(), new InMemoryMemberships(), new InMemoryInvites());
  }

  public InMemoryMessageLog(InMemoryChannels channels, InMemoryMemberships memberships, InMemoryInvites invites) {
    this.channels = channels;
    this.memberships = memberships;
    this.invites = invites;
  }

  @Override
  public synchronized List<LogEntry> from(ChannelId channelId, long seq, int limit) {
    return log(channelId).tailMap(seq, true).values().stream().limit(limit).toList();
  }

  @Override
  public synchronized List<LogEntry> before(ChannelId channelId, long seq, int limit) {
    return log(channelId).headMap(seq, false).descendingMap().values().stream().limit(limit).toList().reversed();
  }

  @Override
  public synchronized boolean put(LogEntry entry, Optional<StateChange> change) {
    NavigableMap<Long, LogEntry> log = log(entry.message().channelId());
    if (log.containsKey(entry.message().seq()) || !change.map(this::isAllowed).orElse(true)) {
      return false;
    }
    log.put(entry.message().seq(), entry);
    change.ifPresent(made -> {
      channels.change(made.channel());
      made.memberships().forEach(membership -> memberships.change(membership, entry.message().seq()));
      made.invite().ifPresent(invites::use);
    });
    return true;
  }

  private boolean isAllowed(StateChange change) {
    return channels.allows(change.channel())
        && change.invite().map(code -> invites.find(code).filter(invite -> invite.uses() > 0).isPresent()).orElse(true);
  }

  @Override
  public synchronized boolean replace(LogEntry entry) {
    LogEntry before = log(entry.message().channelId()).get(entry.message().seq());
    if (before == null || before.amendments().revision() != entry.amendments().revision() - 1) {
      return false;
    }
    log(entry.message().channelId()).put(entry.message().seq(), entry);
    return true;
  }

  public synchronized List<LogEntry> entries(ChannelId channelId) {
    return new ArrayList<>(log(channelId).values());
  }

  private NavigableMap<Long, LogEntry> log(ChannelId channelId) {
    return logs.computeIfAbsent(channelId, id -> new TreeMap<>());
  }
}
