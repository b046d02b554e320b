package chat.protocol;

import chat.model.Limits;
import chat.protocol.ProtocolDocument.Documented;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The examples of an action, mixed with each other, and each with one field gone or replaced by something else. */
final class TriedFrames {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LONGEST_PAYLOAD = Limits.ENTRY_BYTES
      - "{\"type\":\"encrypted\",\"payload\":\"\"}".length();
  private static final List<JsonNode> VALUES = Stream
      .<Stream<? extends JsonNode>>of(
          LongStream
              .of(-1, 0, 1, 50, 51, 100, 101, 86_400, 86_401, Limits.MEMBERS, Limits.MEMBERS + 1,
                  Limits.LONGEST_INVITE.toSeconds(), Limits.LONGEST_INVITE.toSeconds() + 1, Limits.FILE_BYTES,
                  Limits.FILE_BYTES + 1, Limits.MAX_SEQ - 1, Limits.MAX_SEQ, Limits.MAX_SEQ + 1)
              .mapToObj(JSON::numberNode),
          Stream.of("", " ", "x", "text", "a b", "a/b", "é", "👋", "x\n", "\t", "\u00a0", "\u2007", "\u3000 ", "\u0000",
              "x\u001f", "\u007f", "join", "create", "deleted", "owner", "image/png", "q83-_w==", "a=b", "c:7", "c:",
              "👋".repeat(100), "👋".repeat(101), "👋".repeat(10), "👋".repeat(11), "x".repeat(64), "x".repeat(65),
              "x".repeat(255), "x".repeat(256), "x".repeat(300),
              "x".repeat(301), "A".repeat(LONGEST_PAYLOAD), "A".repeat(LONGEST_PAYLOAD + 1),
              "x".repeat(Limits.TEXT_BYTES), "x".repeat(Limits.TEXT_BYTES + 1), "é".repeat(Limits.TEXT_BYTES / 2),
              "é".repeat(Limits.TEXT_BYTES / 2 + 1)).map(JSON::textNode),
          Stream.of(JSON.numberNode(1.5), JSON.booleanNode(true), JSON.objectNode(), JSON.arrayNode()))
      .<JsonNode>flatMap(values -> values).toList();

  private TriedFrames() {}

  static List<JsonNode> of(Documented action) {
    List<JsonNode> frames = new ArrayList<>();
    for (JsonNode example : action.examples()) {
      frames.add(((ObjectNode) example.deepCopy()).put("unknown", 1));
      action.examples().forEach(other -> frames.add(((ObjectNode) example.deepCopy()).setAll((ObjectNode) other)));
      frames.addAll(changed(example));
    }
    return frames.stream().filter(TriedFrames::isForASchema).toList();
  }

  /** That an invite is into another group is nothing that a schema could say. */
  private static boolean isForASchema(JsonNode frame) {
    String invite = frame.path("invite").asText();
    return !frame.has("channelId") || !invite.contains("~")
        || invite.startsWith(frame.get("channelId").asText() + "~");
  }

  private static List<JsonNode> changed(JsonNode json) {
    List<JsonNode> all = new ArrayList<>();
    if (json instanceof ObjectNode object) {
      object.properties().forEach(field -> {
        ObjectNode without = object.deepCopy();
        without.remove(field.getKey());
        all.add(without);
        changed(field.getValue()).forEach(value -> all.add(object.deepCopy().set(field.getKey(), value)));
      });
    } else if (json instanceof ArrayNode array) {
      for (int count : new int[]{50, 51, Limits.SYNC_CURSORS, Limits.SYNC_CURSORS + 1}) {
        all.add(distinct(array.get(0), count));
      }
      changed(array.get(0)).forEach(item -> all.add(array.deepCopy().set(0, item)));
    }
    all.addAll(VALUES);
    return all;
  }

  /** Users differ, since a user named twice counts once. */
  private static ArrayNode distinct(JsonNode item, int count) {
    ArrayNode items = JSON.arrayNode();
    for (int index = 0; index < count; index++) {
      items.add(item.isTextual() ? JSON.textNode(item.textValue() + index) : item);
    }
    return items;
  }
}
