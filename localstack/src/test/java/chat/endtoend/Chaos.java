package chat.endtoend;

import chat.local.EmbeddedCloud;
import chat.local.Interception;
import chat.local.gateway.PostFate;
import chat.topology.Function;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Everything goes wrong now and then: functions crash, run twice or are slow, posts fail, sockets break. */
final class Chaos implements Interception {
  private static final long SLOW_MILLIS = 300;
  /** How long a socket stays throttled: longer than the gateway's client tries by itself. */
  private static final Duration JAM = Duration.ofSeconds(4);

  private final SplittableRandom random;
  private final EmbeddedCloud cloud;
  /** Until when a socket is throttled. */
  private final Map<String, Instant> jams = new HashMap<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  Chaos(long seed, EmbeddedCloud cloud) {
    this.random = new SplittableRandom(seed);
    this.cloud = cloud;
  }

  @Override
  public RequestStreamHandler around(Function function, RequestStreamHandler handler) {
    return (input, output, context) -> {
      byte[] event = input.readAllBytes();
      if (strikes(0.05, "crash before")) {
        throw new CrashException(function);
      }
      if (strikes(0.05, "slow")) {
        LockSupport.parkNanos(Duration.ofMillis(SLOW_MILLIS).toNanos());
      }
      if (strikes(0.1, "run twice")) {
        handler.handleRequest(new ByteArrayInputStream(event), OutputStream.nullOutputStream(), context);
      }
      handler.handleRequest(new ByteArrayInputStream(event), output, context);
      if (strikes(0.05, "crash after")) {
        throw new CrashException(function);
      }
    };
  }

  @Override
  public synchronized PostFate post(Function function, String connectionId) {
    if (jams.getOrDefault(connectionId, Instant.MIN).isAfter(Instant.now())) {
      return PostFate.THROTTLED;
    }
    if (strikes(0.003, "jam")) {
      jams.put(connectionId, Instant.now().plus(JAM));
      return PostFate.THROTTLED;
    }
    if (strikes(0.01, "cut")) {
      cloud.forgetSocket(connectionId);
      return PostFate.LOST;
    }
    if (strikes(0.02, "lost")) {
      return PostFate.LOST;
    }
    if (strikes(0.05, "410")) {
      return PostFate.GONE;
    }
    if (strikes(0.05, "429")) {
      return PostFate.THROTTLED;
    }
    return strikes(0.05, "500") ? PostFate.FAILED : PostFate.TAKEN;
  }

  private synchronized boolean strikes(double likelihood, String fault) {
    boolean struck = random.nextDouble() < likelihood;
    if (struck) {
      counts.merge(fault, 1, Integer::sum);
    }
    return struck;
  }

  /** How often what went wrong. */
  synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  /** An instance of a function died. */
  static final class CrashException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CrashException(Function function) {
      super("Function " + function.name() + " is made to crash.", null, false, false);
    }
  }
}
