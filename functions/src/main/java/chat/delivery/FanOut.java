package chat.delivery;

import chat.channel.Channels;
import chat.channel.Memberships;
import chat.delivery.ConnectionGateway.PostResult;
import chat.messaging.LogEntry;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.Message;
import chat.model.UserId;
import chat.presence.Presences;
import chat.wire.ServerEvent.Delivered;
import chat.wire.WireCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Takes new log entries to every live connection of every member, the sending socket excepted. The messages of one
 * socket are posted in order; those of one message at once. Safe to run twice on any entry.
 */
public final class FanOut {
  private static final int POSTS_AT_ONCE = 64;

  private final Memberships memberships;
  private final Presences presences;
  private final Channels channels;
  private final ConnectionGateway gateway;

  public FanOut(Memberships memberships, Presences presences, Channels channels, ConnectionGateway gateway) {
    this.memberships = memberships;
    this.presences = presences;
    this.channels = channels;
    this.gateway = gateway;
  }

  private record Target(UserId userId, ConnectionId connectionId) {}

  /** Returns how many entries from the front were handled; fewer than given when a post must be tried again. */
  public int deliver(List<LogEntry> entries) {
    Map<ChannelId, List<Target>> audiences = new HashMap<>();
    Map<ChannelId, Message> newest = new HashMap<>();
    int handled = 0;
    for (LogEntry entry : entries) {
      Message message = entry.message();
      if (!post(entry, audiences.computeIfAbsent(message.channelId(), this::audience))) {
        break;
      }
      newest.merge(message.channelId(), message, (one, other) -> one.seq() > other.seq() ? one : other);
      handled++;
    }
    newest.values().forEach(channels::advance);
    return handled;
  }

  private List<Target> audience(ChannelId channelId) {
    List<Target> targets = new ArrayList<>();
    presences.find(memberships.membersOf(channelId)).forEach((userId, presence) -> presence.connections().keySet()
        .forEach(connectionId -> targets.add(new Target(userId, connectionId))));
    return targets;
  }

  /** Every target is tried, whatever happens to the others. Returns false when one is worth another try. */
  private boolean post(LogEntry entry, List<Target> audience) {
    String frame = WireCodec.encode(new Delivered(entry.message()));
    Semaphore slots = new Semaphore(POSTS_AT_ONCE);
    List<Future<PostResult>> posts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Target target : audience) {
        if (!entry.origin().equals(Optional.of(target.connectionId()))) {
          posts.add(threads.submit(() -> post(target, frame, slots)));
        }
      }
    }
    return posts.stream().map(Future::resultNow).noneMatch(result -> result == PostResult.FAILED);
  }

  private PostResult post(Target target, String frame, Semaphore slots) throws InterruptedException {
    slots.acquire();
    try {
      PostResult result = gateway.post(target.connectionId(), frame);
      if (result == PostResult.GONE) {
        presences.forget(target.userId(), target.connectionId());
      }
      return result;
    } finally {
      slots.release();
    }
  }
}
