package chat.local.console;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.endtoend.NodeCommand;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the console's page says of itself. It shares the compiler of the web client. */
class ConsolePageIT {
  private final NodeCommand web = new NodeCommand(Path.of("../clients/web"));

  @Test
  void itsTypesAreSound() throws Exception {
    web.install();
    web.run("npx", "--no-install", "tsc", "--project", "../../localstack/src/test/console");
  }

  @Test
  void itsTestsPass() throws Exception {
    String output = new NodeCommand(Path.of("src/test/console")).run("node", "--test", "--test-reporter=tap", ".");
    assertTrue(output.contains("\n# fail 0\n") && !output.contains("\n# pass 0\n"), output);
  }
}
