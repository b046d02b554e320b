package chat.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.topology.Function;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/** A function that does what its event says, in its own process. */
public final class Probe implements RequestStreamHandler {
  /** Where its class is. */
  static final String CLASSES = Path.of("target", "test-classes").toAbsolutePath().toString();

  static Function function(String name, Duration timeout) {
    return new Function(name, Probe.class.getName(), 128, timeout, List.of(), false, false, List.of());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
    String event = new String(input.readAllBytes(), UTF_8);
    output.write(("\"" + answer(event.replace("\"", ""), context) + "\"").getBytes(UTF_8));
  }

  private static String answer(String event, Context context) {
    switch (event) {
      case "exit" -> System.exit(3);
      case "throw" -> throw new IllegalStateException("as told");
      case "hang" -> hang();
      case "outlive" -> outlive();
      case "print" -> {
        System.out.println("to the output: grüße");
        System.err.println("to the errors");
        context.getLogger().log("to the logger\n");
      }
      default -> {
        // answered below
      }
    }
    return switch (event) {
      case "pid" -> Long.toString(ProcessHandle.current().pid());
      case "fill" -> Integer.toString(new byte[Integer.MAX_VALUE - 8].length);
      case "variables" -> String.join(" ", new TreeSet<>(System.getenv().keySet()));
      case "context" -> String.join(" ", context.getFunctionName(), Integer.toString(context.getMemoryLimitInMB()),
          Integer.toString(context.getAwsRequestId().length()), System.getenv("AWS_ACCESS_KEY_ID"),
          Boolean.toString(context.getRemainingTimeInMillis() > 1_000));
      default -> event;
    };
  }

  /** Answers when nobody is there any more to take it. */
  private static void outlive() {
    System.out.println("outliving");
    ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
  }

  private static void hang() {
    System.out.println("hanging");
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
    }
  }
}
