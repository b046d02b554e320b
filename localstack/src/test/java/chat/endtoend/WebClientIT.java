package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the web page's own tests and types say. */
class WebClientIT {
  private final NodeCommand node = new NodeCommand(Path.of("../clients/web"));

  @Test
  void itsTestsPass() throws Exception {
    String output = node.run("node", "--test", "--test-reporter=tap", "test/");
    assertTrue(output.contains("\n# fail 0\n"), output);
  }

  @Test
  void itsTypesAreSound() throws Exception {
    node.install();
    node.run("npm", "run", "--silent", "types");
  }
}
