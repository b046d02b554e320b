package chat.local;

import chat.local.identity.DemoIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the whole chat on this machine until it is interrupted. */
@Command(name = "chat", sortOptions = false, description = "Runs the whole chat on this machine.")
final class Main implements Callable<Integer> {
  @Option(names = "--port", defaultValue = "8080", paramLabel = "<port>", description = "Port of the page and the sockets; 0 takes any (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--issuer-port", paramLabel = "<port>", description = "Port of the demo sign-in (default: one above --port).")
  private @Nullable Integer issuerPort;

  @Option(names = "--data-dir", paramLabel = "<directory>", description = "Keeps messages over restarts; without it all is forgotten at the end.")
  private @Nullable Path dataDirectory;

  @Option(names = "--web-dir", defaultValue = "clients/web", paramLabel = "<directory>", description = "Files of the web client (default: ${DEFAULT-VALUE}).")
  private Path webDirectory = Path.of("clients/web");

  @Option(names = "--express-members", defaultValue = "100", paramLabel = "<members>", description = "Channels of up to so many members, at most 100, are delivered without waiting for the stream; 0 for none (default: ${DEFAULT-VALUE}).")
  private int expressMembers;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
  @SuppressWarnings("UnusedVariable") // picocli's
  private boolean help;

  @Spec
  private CommandSpec command = CommandSpec.create();

  private final long startedAt = System.nanoTime();

  private Main() {}

  static void main(String... arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }

  @Override
  public Integer call() throws InterruptedException {
    EmbeddedCloud cloud;
    try {
      cloud = EmbeddedCloud.start(new EmbeddedCloud.Options(port, effectiveIssuerPort(),
          Optional.ofNullable(dataDirectory), webDirectory, expressMembers));
    } catch (PortTakenException taken) {
      String option = taken.port() == port ? "--port" : "--issuer-port";
      command.commandLine().getErr().println(taken.getMessage() + ": choose another with " + option + ".");
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(cloud::close));
    printBanner(cloud);
    new CountDownLatch(1).await();
    return 0;
  }

  private int effectiveIssuerPort() {
    if (issuerPort != null) {
      return issuerPort;
    }
    return port == 0 ? 0 : port + 1;
  }

  private void printBanner(EmbeddedCloud cloud) {
    Duration start = Duration.ofNanos(System.nanoTime() - startedAt);
    System.out.println();
    System.out.println("  The chat is ready after " + start.toMillis() + " ms.");
    System.out.println();
    System.out.println("  Page       " + cloud.httpAddress());
    System.out.println("  WebSocket  " + cloud.webSocketAddress());
    System.out.println("  Sign in    as one of " + String.join(", ", DemoIssuer.USERS) + " with any password, or");
    System.out.println("             curl -d 'grant_type=password&client_id=web&username=alice&password=any' "
        + cloud.issuer().tokenEndpoint());
    System.out.println("  Messages   " + (dataDirectory == null
        ? "are kept in memory only (--data-dir keeps them)"
        : "are kept in " + dataDirectory.toAbsolutePath()));
    if (!Files.isDirectory(webDirectory)) {
      System.out.println("  No web client at " + webDirectory.toAbsolutePath() + " (--web-dir).");
    }
    System.out.println();
    System.out.println("  Ctrl-C stops it.");
  }
}
