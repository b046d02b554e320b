package chat.infrastructure;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a command left behind: its exit code, and both of its outputs as they came. */
record Subprocess(int exitCode, String output) {
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  /** Runs a command in the module's folder, and ends it with all its children when it takes too long. */
  static Subprocess run(Map<String, String> environment, List<String> command) throws IOException {
    Path output = Files.createTempFile(Path.of("target"), "subprocess", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    // the script under test shall run on the JDK that compiled the classes
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      if (!process.waitFor(DEADLINE)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return fail(command + " took longer than " + DEADLINE + ":\n" + Files.readString(output));
      }
      return new Subprocess(process.exitValue(), Files.readString(output));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new UncheckedIOException(new IOException(interrupted));
    } finally {
      Files.delete(output);
    }
  }
}
