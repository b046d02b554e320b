package chat.protocol;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.endtoend.NodeCommand;
import chat.protocol.ProtocolDocument.Documented;
import chat.wire.ServerEvent;
import chat.wire.WireCodec;
import chat.wire.WireCodec.Decoded;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Validators that are not ours, the AsyncAPI project's parser and Ajv, find the document sound, and true. */
class ProtocolDocumentIT {
  private final NodeCommand node = new NodeCommand(ProtocolDocument.FILE.getParent());

  /** Its schemas allow whatever the codec reads or writes, and refuse what the codec refuses. */
  @Test
  void foreignValidatorsAgree(@TempDir Path folder) throws Exception {
    ProtocolDocument document = ProtocolDocument.read();
    List<String> frames = new ArrayList<>();
    for (Documented action : document.actions()) {
      for (JsonNode frame : TriedFrames.of(action)) {
        frames.add(line(action.name(), WireCodec.decode(frame.toString()) instanceof Decoded.Valid, frame));
      }
    }
    for (ServerEvent event : SampleEvents.all()) {
      JsonNode frame = ProtocolDocument.JSON.readTree(WireCodec.encode(event));
      frames.add(line(document.event(frame.get("event").textValue()).name(), true, frame));
    }
    Path file = Files.write(folder.resolve("frames.jsonl"), frames);
    node.install();
    String output = node.run("node", "check-protocol.js", file.toString());
    assertTrue(output.endsWith(" " + frames.size() + " frames\n"), output);
  }

  private static String line(String message, boolean valid, JsonNode frame) throws IOException {
    return ProtocolDocument.JSON.writeValueAsString(
        ProtocolDocument.JSON.createObjectNode().put("message", message).put("valid", valid).set("payload", frame));
  }
}
