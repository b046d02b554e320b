package chat.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The local chat in a process of its own. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern WEB_SOCKET = Pattern.compile("\\s+WebSocket\\s+(\\S+)");
  private static final Pattern TOKENS = Pattern.compile(".*(http://\\S+)/token");
  private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");
  private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Process process;
  private final URI webSocket;
  private final URI issuer;

  private ServerProcess(Process process, URI webSocket, URI issuer) {
    this.process = process;
    this.webSocket = webSocket;
    this.issuer = issuer;
  }

  /** What it takes. {@code heapKilobytes}: in use right after a collection. */
  public record Memory(long heapKilobytes, long residentKilobytes) {}

  /** Waits until it is ready. */
  public static ServerProcess start(String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA, "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow", "-classpath", System.getProperty("java.class.path"), "chat.local.Main",
        "--port", "0"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
    Process process = builder.start();
    BufferedReader output = process.inputReader();
    String webSocket = find(output, WEB_SOCKET);
    String issuer = find(output, TOKENS);
    Thread.ofPlatform().daemon().start(() -> output.lines().forEach(line -> {
      // what it says is of no interest, but must not fill the pipe
    }));
    return new ServerProcess(process, URI.create(webSocket), URI.create(issuer));
  }

  private static String find(BufferedReader output, Pattern pattern) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    throw new IOException("The chat does not start.");
  }

  public URI webSocket() {
    return webSocket;
  }

  public URI issuer() {
    return issuer;
  }

  /** By the JDK's own tool and Linux' /proc. */
  public Memory memory() throws IOException {
    jcmd("GC.run");
    Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
    long heap = used.find() ? Long.parseLong(used.group(1)) : 0;
    long resident = Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst().orElse(0);
    return new Memory(heap, resident);
  }

  private String jcmd(String what) throws IOException {
    Process tool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
        Long.toString(process.pid()), what).redirectErrorStream(true).start();
    try (BufferedReader output = tool.inputReader()) {
      return String.join("\n", output.lines().toList());
    }
  }

  public double cpuSeconds() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0;
  }

  /** As {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** As Ctrl-C does; how long it takes. */
  public Duration stop() {
    long begin = System.nanoTime();
    process.destroy();
    process.onExit().join();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(5, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly()).join();
  }
}
