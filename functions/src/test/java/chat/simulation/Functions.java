package chat.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import chat.entrypoint.ChatApp;
import chat.entrypoint.Settings;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the real handlers, as Lambda does: each invocation has a name, a time limit, and no knowledge of the others. */
final class Functions {
  private final Steps steps;
  private final History history;
  private final Verdicts verdicts;
  private final Map<Lambda, RequestStreamHandler> handlers = new EnumMap<>(Lambda.class);
  private int invocations;

  Functions(Steps steps, History history, Verdicts verdicts) {
    this.steps = steps;
    this.history = history;
    this.verdicts = verdicts;
  }

  /** Each function has ports of its own, for a bug may be in one only. */
  void deploy(Settings settings, Build build, SimulatedPorts ports, Tables tables) {
    for (Lambda lambda : Lambda.values()) {
      handlers.put(lambda, lambda.handler(new ChatApp(settings, build.ports(lambda, ports, tables))));
    }
  }

  /** {@code then} gets the response; nothing when the function died. */
  void invoke(Lambda lambda, String event, Consumer<Optional<String>> then) {
    new Invocation(lambda, lambda.name().toLowerCase(Locale.ROOT) + "#" + ++invocations, then).start(event);
  }

  private final class Invocation {
    private final Lambda lambda;
    private final String name;
    private final Consumer<Optional<String>> then;
    private final ByteArrayOutputStream response = new ByteArrayOutputStream();
    private boolean failed;

    private Invocation(Lambda lambda, String name, Consumer<Optional<String>> then) {
      this.lambda = lambda;
      this.name = name;
      this.then = then;
    }

    private void start(String event) {
      history.note(() -> name + " starts " + event);
      new FunctionRun(name, lambda.timeout(), steps, steps.strikes(Fault.CRASH), run -> handle(event, run), this::end)
          .start();
    }

    private void handle(String event, FunctionRun run) {
      try {
        requireNonNull(handlers.get(lambda)).handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), response,
            new RunContext(run, this::expected));
      } catch (CallFailedException expected) {
        failed = true;
      } catch (IOException | RuntimeException unexpected) {
        failed = true;
        verdicts.broken(Promise.NO_FAULT, () -> name + " threw " + unexpected);
      }
    }

    /** A fault that nothing outside caused is a defect. */
    private void expected(String logged) {
      verdicts.require(logged.contains(CallFailedException.class.getSimpleName()) || logged.contains("Gave up"),
          Promise.NO_FAULT, () -> logged);
    }

    private void end(FunctionRun run) {
      Optional<String> said = failed || run.isCrashed() ? Optional.empty() : Optional.of(response.toString(UTF_8));
      history.note(() -> name + (said.isPresent() ? " ends " + said.get() : " has failed"));
      then.accept(said);
    }
  }
}
