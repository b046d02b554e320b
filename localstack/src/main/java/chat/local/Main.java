package chat.local;

import chat.local.identity.DemoIssuer;
import chat.local.process.ProcessesUnavailableException;
import chat.topology.Setting;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs the whole chat on this machine until it is interrupted. */
@Command(name = "chat", sortOptions = false, description = "Runs the whole chat on this machine.")
final class Main implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  @Option(names = "--port", defaultValue = "8080", paramLabel = "<port>", description = "Port of the page and the sockets; 0 takes any (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--issuer-port", paramLabel = "<port>", description = "Port of the demo sign-in (default: one above --port).")
  private @Nullable Integer issuerPort;

  @Option(names = "--admin-port", paramLabel = "<port>", description = "Port of the console, which shows what happens (default: two above --port).")
  private @Nullable Integer adminPort;

  @Option(names = "--data-dir", paramLabel = "<directory>", description = "Keeps messages over restarts; without it all is forgotten at the end.")
  private @Nullable Path dataDirectory;

  @Option(names = "--web-dir", defaultValue = "clients/web", paramLabel = "<directory>", description = "Files of the web client (default: ${DEFAULT-VALUE}).")
  private Path webDirectory = Path.of("clients/web");

  @Option(names = "--express-members", defaultValue = "100", paramLabel = "<members>", description = "Channels of up to so many members, at most 100, are delivered without waiting for the stream; 0 for none (default: ${DEFAULT-VALUE}).")
  private int expressMembers;

  @Option(names = "--aws-endpoint", paramLabel = "<address>", description = "An emulator such as LocalStack, for example http://127.0.0.1:4566, that takes the calls of DynamoDB, its streams, SQS and SNS; without it they are served in this process.")
  private @Nullable URI awsEndpoint;

  @Option(names = "--files", description = "Starts S3 at once; without it, when it is first used.")
  private boolean files;

  @Option(names = "--processes", arity = "0..1", fallbackValue = "20", defaultValue = "0", paramLabel = "<most>", description = "Runs functions in processes of their own, as Lambda does, at most so many at once (Linux only; default: ${FALLBACK-VALUE}). Without it all run in this one.")
  private int processes;

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
    check(awsEndpoint == null || dataDirectory == null,
        "--data-dir and --aws-endpoint exclude each other: what runs there keeps the messages.");
    check(processes >= 0, "--processes takes a number of processes, 1 or more.");
    check(expressMembers >= 0 && expressMembers <= 100, "--express-members takes a number from 0 to 100.");
    check(Stream.of(port, near(issuerPort, 1), near(adminPort, 2)).allMatch(each -> each >= 0 && each <= MAX_PORT),
        "Ports go from 0 to " + MAX_PORT + ", those of sign-in and console, one and two above --port, as well.");
    check(dataDirectory == null || !Files.exists(dataDirectory) || Files.isDirectory(dataDirectory),
        "--data-dir takes a directory.");
    check(awsEndpoint == null || (awsEndpoint.getScheme() != null && awsEndpoint.getHost() != null),
        "--aws-endpoint takes an address such as http://127.0.0.1:4566.");
    EmbeddedCloud cloud;
    try {
      cloud = EmbeddedCloud.start(options());
    } catch (SdkException | CompletionException unreachable) {
      if (awsEndpoint == null) {
        throw unreachable;
      }
      command.commandLine().getErr().println("Nothing answers as AWS does at " + awsEndpoint + ".");
      return 1;
    } catch (ProcessesUnavailableException unavailable) {
      command.commandLine().getErr().println(unavailable.getMessage());
      return 1;
    } catch (PortTakenException taken) {
      String option = option(taken.port());
      command.commandLine().getErr().println(taken.getMessage() + ": choose another with " + option + ".");
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(cloud::close));
    if (files) {
      cloud.files().address();
    }
    printBanner(cloud);
    new CountDownLatch(1).await();
    return 0;
  }

  private void check(boolean good, String otherwise) {
    if (!good) {
      throw new ParameterException(command.commandLine(), otherwise);
    }
  }

  private Options options() {
    Options options = Options.at(new Options.Ports(port, near(issuerPort, 1), near(adminPort, 2)), webDirectory)
        .with(Setting.EXPRESS_MEMBERS, Integer.toString(expressMembers)).inProcesses(processes);
    if (awsEndpoint != null) {
      return options.on(awsEndpoint, Options.LOCAL_STAGE);
    }
    return dataDirectory == null ? options : options.storedIn(dataDirectory);
  }

  /** Without a wish, a port not far from the first one. */
  private int near(@Nullable Integer wish, int above) {
    if (wish != null) {
      return wish;
    }
    return port == 0 ? 0 : port + above;
  }

  private String option(int taken) {
    if (taken == port) {
      return "--port";
    }
    return taken == near(issuerPort, 1) ? "--issuer-port" : "--admin-port";
  }

  private String whereMessagesAre() {
    if (awsEndpoint != null) {
      return "are kept at " + awsEndpoint;
    }
    return dataDirectory == null
        ? "are kept in memory only (--data-dir keeps them)"
        : "are kept in " + dataDirectory.toAbsolutePath();
  }

  private void printBanner(EmbeddedCloud cloud) {
    Duration start = Duration.ofNanos(System.nanoTime() - startedAt);
    System.out.println();
    System.out.println("  The chat is ready after " + start.toMillis() + " ms.");
    System.out.println();
    System.out.println("  Page       " + cloud.httpAddress());
    System.out.println("  Console    " + cloud.consoleAddress());
    System.out.println("  WebSocket  " + cloud.webSocketAddress());
    System.out.println("  Sign in    on the page as one of " + String.join(", ", DemoIssuer.USERS) + ", or");
    System.out.println("             curl -d 'grant_type=password&client_id=web&username=alice&password=any' "
        + cloud.issuer().tokenEndpoint());
    System.out.println("  Messages   " + whereMessagesAre());
    if (!Files.isDirectory(webDirectory)) {
      System.out.println("  No web client at " + webDirectory.toAbsolutePath() + " (--web-dir).");
    }
    System.out.println();
    System.out.println("  Ctrl-C stops it.");
  }
}
