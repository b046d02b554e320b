package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a data directory, a restart loses nothing and goes on where it stopped. */
class RestartIT {
  @TempDir
  private Path directory;

  private EmbeddedCloud start() {
    return EmbeddedCloud.start(TestCloud.options().storedIn(directory));
  }

  @Test
  void messagesSurviveARestart() {
    String channelId;
    try (EmbeddedCloud cloud = start(); TestClient ann = TestClient.connect(cloud, "ann")) {
      channelId = ann.sendTo("ben", "m1", 0, "before").text("channelId");
    }
    try (EmbeddedCloud cloud = start();
        TestClient ann = TestClient.connect(cloud, "ann");
        TestClient ben = TestClient.connect(cloud, "ben")) {
      assertEquals(1, ann.sendTo("ben", "m1", 0, "before").wholeNumber("seq"), "a repeat is still known");
      assertEquals(2, ann.sendTo("ben", "m2", 1, "after").wholeNumber("seq"));
      ben.awaitMessage("after");
      JsonObject page = ben.ask("{\"action\":\"history\",\"channelId\":\"" + channelId + "\"}");
      assertEquals(2, page.objects("messages").size());
    }
  }
}
