package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs the tools of Node.js in a folder with a package.json. */
public record NodeCommand(Path folder) {
  private static final int DEADLINE_SECONDS = 120;

  /** Installs what the lock file says, once. */
  public void install() throws IOException, InterruptedException {
    if (!Files.isDirectory(folder.resolve("node_modules"))) {
      run("npm", "ci", "--silent");
    }
  }

  /** What it printed; fails unless it ended well. */
  public String run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("node", ".txt");
    try {
      Process process = start(output, command);
      boolean ended = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String text = Files.readString(output);
      assertTrue(ended, () -> command[0] + " did not end: " + text);
      assertEquals(0, process.exitValue(), text);
      return text;
    } finally {
      Files.delete(output);
    }
  }

  private Process start(Path output, String... command) {
    try {
      return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
          .redirectOutput(output.toFile()).start();
    } catch (IOException missing) {
      throw new AssertionError("The tests need Node.js 20 or later with npm: " + command[0] + " is not installed.",
          missing);
    }
  }
}
