package chat.delivery;

import chat.delivery.Audience.Target;
import chat.delivery.ConnectionGateway.PostResult;
import chat.presence.Presences;
import chat.wire.ServerEvent;
import chat.wire.WireCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Posts one event to many sockets at once. A socket that is gone is forgotten. */
public final class Broadcast {
  private static final int POSTS_AT_ONCE = 64;
  /**
   * A socket is noted before its handshake ends, and until then a post to it is answered as if it were gone. Such a young
   * one is kept: its client reads what it missed as soon as it is open.
   */
  private static final Duration YOUNG = Duration.ofSeconds(10);

  private final ConnectionGateway gateway;
  private final Presences presences;
  private final InstantSource clock;

  public Broadcast(ConnectionGateway gateway, Presences presences, InstantSource clock) {
    this.gateway = gateway;
    this.presences = presences;
    this.clock = clock;
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
    return posts.stream().map(Broadcast::result).noneMatch(result -> result == PostResult.FAILED);
  }

  private static PostResult result(Future<PostResult> post) {
    try {
      return post.get();
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException("A post could not be finished.", fault);
    }
  }

  private PostResult post(Target target, String frame, Semaphore slots) throws InterruptedException {
    slots.acquire();
    try {
      PostResult result = gateway.post(target.connectionId(), frame);
      if (result == PostResult.GONE && target.since().plus(YOUNG).isBefore(clock.instant())) {
        presences.forget(target.userId(), target.connectionId());
      }
      return result;
    } finally {
      slots.release();
    }
  }
}
