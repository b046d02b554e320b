package chat.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import chat.entrypoint.ChatApp;
import chat.entrypoint.ConnectHandler;
import chat.entrypoint.DisconnectHandler;
import chat.entrypoint.HeartbeatHandler;
import chat.entrypoint.PresenceHandler;
import chat.entrypoint.StatusHandler;
import chat.entrypoint.WatchHandler;
import chat.simulation.CallFailedException;
import chat.simulation.Fault;
import chat.simulation.FunctionRun;
import chat.simulation.History;
import chat.simulation.RunContext;
import chat.simulation.Steps;
import chat.simulation.Timeline;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The real handlers, each invocation beside the others, until it ends or dies. */
final class PresenceFunctions {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final long CLIENT_RETRY_MICROS = Timeline.millis(1_000);

  /** Those that have to do with presence. */
  enum Name {
    CONNECT, DISCONNECT, HEARTBEAT, STATUS, PRESENCE, WATCH
  }

  private final Timeline timeline;
  private final Steps steps;
  private final History history;
  private final Truth truth;
  private final Map<Name, RequestStreamHandler> handlers = new EnumMap<>(Name.class);
  private int invocations;

  PresenceFunctions(Timeline timeline, Steps steps, History history, Truth truth) {
    this.timeline = timeline;
    this.steps = steps;
    this.history = history;
    this.truth = truth;
  }

  void deploy(ChatApp app) {
    handlers.put(Name.CONNECT, new ConnectHandler(app));
    handlers.put(Name.DISCONNECT, new DisconnectHandler(app));
    handlers.put(Name.HEARTBEAT, new HeartbeatHandler(app));
    handlers.put(Name.STATUS, new StatusHandler(app));
    handlers.put(Name.PRESENCE, new PresenceHandler(app));
    handlers.put(Name.WATCH, new WatchHandler(app));
  }

  /** {@code then} gets the response; nothing when the function died. */
  void invoke(Name function, String event, Consumer<Optional<String>> then) {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    start(function.name().toLowerCase(Locale.ROOT), event, run -> {
      try {
        requireNonNull(handlers.get(function)).handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), response,
            new RunContext(run, logged -> truth.require(isMeant(logged), () -> logged)));
      } catch (IOException impossible) {
        throw new AssertionError(impossible);
      }
    }, done -> then.accept(done ? Optional.of(response.toString(UTF_8)) : Optional.empty()));
  }

  /** Whoever asks by HTTP asks again until it is done. */
  void ask(String what, Runnable work) {
    start(what, "", _ -> work.run(), done -> {
      if (!done) {
        timeline.in(CLIENT_RETRY_MICROS, () -> ask(what, work));
      }
    });
  }

  private void start(String what, String event, Consumer<FunctionRun> work, Consumer<Boolean> then) {
    String name = what + "#" + ++invocations;
    history.note(() -> name + " starts " + event);
    boolean[] failed = new boolean[1];
    new FunctionRun(name, TIMEOUT, steps, steps.strikes(Fault.CRASH), run -> {
      try {
        work.accept(run);
      } catch (CallFailedException meant) {
        failed[0] = true;
      } catch (RuntimeException fault) {
        failed[0] = true;
        truth.require(isMeant(fault.toString()), () -> name + " threw " + fault);
      }
    }, run -> {
      boolean done = !failed[0] && !run.isCrashed();
      history.note(() -> name + (done ? " ends" : " has failed"));
      then.accept(done);
    }).start();
  }

  private static boolean isMeant(String fault) {
    return fault.contains(CallFailedException.class.getSimpleName()) || fault.contains("Gave up")
        || fault.contains("could not be posted to");
  }
}
