package chat.local.push;

import java.time.Instant;
import java.util.Map;

/**
 * What SNS took to bring to a device.
 *
 * @param caller    whose credentials signed the request
 * @param payload   JSON, as the platform gets it
 * @param delivered false if the platform no longer knew the token
 */
public record Notification(Instant at, String messageId, String caller, String endpointArn, Platform platform,
    String token, String payload, Map<String, MessageAttribute> attributes, boolean delivered) {
  public Notification {
    attributes = Map.copyOf(attributes);
  }
}
