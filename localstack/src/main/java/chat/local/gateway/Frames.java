package chat.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Optional;

/** What the gateway itself reads in a frame. */
final class Frames {
  /** A fragment of a message, or a message of one frame. */
  static final int MAX_FRAME_BYTES = 32 * 1024;
  static final int MAX_MESSAGE_BYTES = 128 * 1024;

  private static final ObjectReader JSON = new ObjectMapper().reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Frames() {}

  /** {@code $request.body.action}; empty when the frame is no JSON object or has no such text. */
  static Optional<String> action(String frame) {
    try {
      return Optional.ofNullable(JSON.readTree(frame).path("action").textValue());
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }
}
