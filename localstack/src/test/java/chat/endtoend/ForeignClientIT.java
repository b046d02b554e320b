package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.local.EmbeddedCloud;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Clients that are not ours talk by the README's protocol section: the npm package {@code ws}. */
class ForeignClientIT {
  @Test
  void twoPeopleChatOverWs() throws Exception {
    NodeCommand node = new NodeCommand(Path.of("src/test/foreign-client"));
    node.install();
    try (EmbeddedCloud cloud = EmbeddedCloud.start(TestCloud.options())) {
      assertEquals("accepted 1\nmessage hello from ws\n", node.run("node", "chat.js",
          cloud.webSocketAddress().toString(), cloud.issuer().token("alice"), cloud.issuer().token("bob")));
    }
  }
}
