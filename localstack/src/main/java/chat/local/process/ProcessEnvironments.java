package chat.local.process;

import chat.local.function.Environment;
import chat.local.function.FunctionLog;
import chat.topology.Function;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Starts functions in processes of their own. They end with the cloud; should it be killed, each ends when it next asks
 * for an event or answers one.
 */
public final class ProcessEnvironments implements Environment.Factory, AutoCloseable {
  /** Lambda allows 10 seconds, but starts nothing else on the same cores. */
  private static final Duration MOST_START = Duration.ofSeconds(60);
  private static final Duration MOST_END = Duration.ofSeconds(1);

  private final int most;
  private final RunningInvocations running;
  private final Path directory;
  private final FunctionJvm jvm;
  private final Set<ProcessEnvironment> started = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private ProcessEnvironments(int most, String classPath, Map<String, String> settings, RunningInvocations running) {
    this.most = most;
    this.running = running;
    try {
      directory = Files.createTempDirectory("functions");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    try {
      Path options = Files.writeString(directory.resolve("options"), "-cp \"" + classPath + "\"");
      jvm = new FunctionJvm(options, RuntimeClient.unpackLibrary(directory), directory, settings);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    } catch (RuntimeException unavailable) {
      delete();
      throw unavailable;
    }
  }

  /**
   * Throws ProcessesUnavailableException if it cannot be done on this machine.
   *
   * @param most how many processes there may be at once
   * @param settings environment variables of every function
   */
  public static ProcessEnvironments of(int most, Map<String, String> settings, RunningInvocations running) {
    return new ProcessEnvironments(most, ClassPath.ofFunctions(), settings, running);
  }

  /** For functions of a test. */
  static ProcessEnvironments ofTest(int most, String moreClasses, Map<String, String> settings) {
    return new ProcessEnvironments(most, ClassPath.ofFunctions() + File.pathSeparator + moreClasses, settings,
        new RunningInvocations());
  }

  @Override
  public int most() {
    return most;
  }

  /** Says in the function's log how long it took, as Lambda does. */
  @Override
  public Environment start(Function function, FunctionLog log) {
    long begin = System.nanoTime();
    started.removeIf(environment -> !environment.isAlive());
    ProcessEnvironment environment = new ProcessEnvironment(jvm, function, log, running);
    started.add(environment);
    try {
      if (closed || !environment.awaitReady(MOST_START)) {
        environment.close();
        throw new IllegalStateException("it ended, or took more than " + MOST_START.toSeconds() + " s");
      }
    } catch (InterruptedException stopping) {
      environment.close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the cloud is closing", stopping);
    }
    log.add("INIT_REPORT Init Duration: %.2f ms".formatted((System.nanoTime() - begin) / 1e6));
    return environment;
  }

  /** Kills every process and waits until they are gone. */
  @Override
  public void close() {
    closed = true;
    started.forEach(ProcessEnvironment::close);
    try {
      for (ProcessEnvironment environment : started) {
        if (!environment.awaitEnd(MOST_END)) {
          System.err.println("A function's process does not end.");
        }
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    delete();
  }

  private void delete() {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException kept) {
      System.err.println("A temporary directory is left: " + kept.getMessage());
    }
  }
}
