package chat.local.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** Measures and reads what callers write. */
final class Text {
  private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Text() {}

  static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  static boolean isJsonObject(String text) {
    return jsonObject(text).isPresent();
  }

  static Optional<JsonNode> jsonObject(String text) {
    try {
      return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException malformed) {
      return Optional.empty();
    }
  }

  /** XML 1.0 has no way to write most control characters, so what holds them cannot be answered. */
  static boolean fitsXml(String text) {
    return text.codePoints().noneMatch(Text::isForbiddenInXml);
  }

  private static boolean isForbiddenInXml(int character) {
    return switch (character) {
      case '\t', '\n', '\r' -> false;
      case 0xFFFE, 0xFFFF -> true;
      default -> character < ' ' || Character.getType(character) == Character.SURROGATE;
    };
  }
}
