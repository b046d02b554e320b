package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.EmbeddedCloud;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are not ours talk by the README's protocol section: the npm package {@code ws}. */
class ForeignClientIT {
  private static final Path SCRIPTS = Path.of("src/test/foreign-client");

  @TempDir
  private Path directory;

  @Test
  void twoPeopleChatOverWs() throws Exception {
    if (!Files.isDirectory(SCRIPTS.resolve("node_modules/ws"))) {
      run("npm", "ci", "--silent");
    }
    try (EmbeddedCloud cloud = EmbeddedCloud.start(EmbeddedCloud.Options.forTests(Path.of("../clients/web")))) {
      String output = run("node", "chat.js", cloud.webSocketAddress().toString(), cloud.issuer().token("alice"),
          cloud.issuer().token("bob"));
      assertEquals("accepted 1\nmessage hello from ws\n", output);
    }
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path output = directory.resolve("output.txt");
    Process process;
    try {
      process = new ProcessBuilder(command).directory(SCRIPTS.toFile()).redirectErrorStream(true)
          .redirectOutput(output.toFile()).start();
    } catch (IOException missing) {
      throw new AssertionError("The tests need Node.js 20 or later with npm: " + command[0] + " is not installed.",
          missing);
    }
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertTrue(ended, () -> String.join(" ", List.of(command)) + " did not end: " + text);
    assertEquals(0, process.exitValue(), text);
    return text;
  }
}
