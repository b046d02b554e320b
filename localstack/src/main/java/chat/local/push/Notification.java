package chat.local.push;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What SNS took to bring to a device.
 *
 * @param caller    whose credentials signed the request
 * @param owner     what is noted at the endpoint, such as whose device it is
 * @param payload   JSON, as the platform gets it
 * @param delivered false if the platform no longer knew the token
 */
public record Notification(Instant at, String messageId, String caller, String endpointArn, Platform platform,
    String token, Optional<String> owner, String payload, Map<String, MessageAttribute> attributes, boolean delivered) {
  public Notification {
    attributes = Map.copyOf(attributes);
  }
}
