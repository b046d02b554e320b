package chat.delivery;

import chat.delivery.ConnectionGateway.PostResult;
import chat.messaging.SideBySide;
import chat.model.Message;
import chat.presence.Leave;
import chat.wire.Frames;
import chat.wire.ServerEvent;
import chat.wire.WireCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/** Posts to many sockets at once, to each in order. A socket that is gone is noted as closed. */
public final class Courier {
  private static final int POSTS_AT_ONCE = 64;
  /**
   * A socket is noted before its handshake ends, and until then a post to it is answered as if it were gone. Such a young
   * one is kept: its client reads what it missed as soon as it is open.
   */
  private static final Duration YOUNG = Duration.ofSeconds(10);

  private final ConnectionGateway gateway;
  private final Leave leave;
  private final InstantSource clock;
  private final SideBySide sideBySide;

  public Courier(ConnectionGateway gateway, Leave leave, InstantSource clock, SideBySide sideBySide) {
    this.gateway = gateway;
    this.leave = leave;
    this.clock = clock;
    this.sideBySide = sideBySide;
  }

  /** Frames for a socket. */
  public record Note(Target target, List<String> frames) {
    public Note {
      frames = List.copyOf(frames);
    }
  }

  /** Posts them to each in order. Returns the sockets that are worth another try, such as one that may yet open. */
  public List<Target> tell(List<Note> notes) {
    return atOnce(notes, note -> note.frames().stream().allMatch(frame -> switch (post(note.target(), frame)) {
      case POSTED, REFUSED -> true;
      case GONE -> !isYoung(note.target());
      case FAILED -> false;
    }) ? List.<Target>of() : List.of(note.target())).stream().flatMap(List::stream).toList();
  }

  /** Posts a signal, of which nothing depends. */
  public void signal(ServerEvent event, List<Target> targets) {
    String frame = WireCodec.encode(event);
    atOnce(targets, target -> post(target, frame));
  }

  /**
   * Delivers the parcels, each as few frames. Returns what is worth another try, because a post failed for a passing
   * reason or time ran out. To a socket nothing is posted after what failed.
   */
  List<Parcel> deliver(List<Parcel> parcels, Instant deadline) {
    // many sockets get the same messages
    Map<List<Message>, List<Frames.MessageFrame>> frames = new HashMap<>();
    parcels.forEach(parcel -> frames.computeIfAbsent(parcel.messages(), Frames::of));
    return atOnce(parcels, parcel -> rest(parcel, frames.getOrDefault(parcel.messages(), List.of()), deadline)).stream()
        .flatMap(List::stream).toList();
  }

  private List<Parcel> rest(Parcel parcel, List<Frames.MessageFrame> frames, Instant deadline) {
    int done = 0;
    for (Frames.MessageFrame frame : frames) {
      PostResult result = clock.instant().isAfter(deadline)
          ? PostResult.FAILED
          : post(parcel.target(), frame.text());
      switch (result) {
        case POSTED, REFUSED -> done += frame.count();
        case GONE -> {
          return List.of();
        }
        case FAILED -> {
          return List.of(new Parcel(parcel.target(), parcel.messages().subList(done, parcel.messages().size())));
        }
      }
    }
    return List.of();
  }

  private boolean isYoung(Target target) {
    return !target.since().plus(YOUNG).isBefore(clock.instant());
  }

  private PostResult post(Target target, String frame) {
    PostResult result = gateway.post(target.connectionId(), frame);
    if (result == PostResult.GONE && !isYoung(target)) {
      leave.leave(target.userId(), target.connectionId());
    }
    return result;
  }

  private <T, R> List<R> atOnce(List<T> all, Function<T, R> work) {
    Semaphore slots = new Semaphore(POSTS_AT_ONCE);
    List<Supplier<R>> results = all.stream().map(one -> sideBySide.start(() -> {
      slots.acquireUninterruptibly();
      try {
        return work.apply(one);
      } finally {
        slots.release();
      }
    })).toList();
    return results.stream().map(Supplier::get).toList();
  }
}
