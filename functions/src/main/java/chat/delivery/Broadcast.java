package chat.delivery;

import chat.delivery.Audience.Target;
import chat.delivery.ConnectionGateway.PostResult;
import chat.presence.Presences;
import chat.wire.ServerEvent;
import chat.wire.WireCodec;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Posts one event to many sockets at once. A socket that is gone is forgotten. */
public final class Broadcast {
  private static final int POSTS_AT_ONCE = 64;

  private final ConnectionGateway gateway;
  private final Presences presences;

  public Broadcast(ConnectionGateway gateway, Presences presences) {
    this.gateway = gateway;
    this.presences = presences;
  }

  /** Every target is tried, whatever happens to the others. Returns false when one is worth another try. */
  boolean post(ServerEvent event, List<Target> targets) {
    if (targets.isEmpty()) {
      return true;
    }
    String frame = WireCodec.encode(event);
    Semaphore slots = new Semaphore(POSTS_AT_ONCE);
    List<Future<PostResult>> posts;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      posts = targets.stream().map(target -> threads.submit(() -> post(target, frame, slots))).toList();
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
