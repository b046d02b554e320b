package chat.local.push;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A message to one device. Topics and telephone numbers are not imitated. */
final class PublishAction {
  /** In bytes, attributes included: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
  static final int MAX_MESSAGE_BYTES = 256 * 1024;

  private final PlatformApplications applications;
  private final PlatformEndpoints endpoints;
  private final UnregisteredTokens unregistered;
  private final Notifications notifications;
  private final Supplier<String> ids;
  private final InstantSource clock;

  PublishAction(PlatformApplications applications, PlatformEndpoints endpoints, UnregisteredTokens unregistered,
      Notifications notifications, Supplier<String> ids, InstantSource clock) {
    this.applications = applications;
    this.endpoints = endpoints;
    this.unregistered = unregistered;
    this.notifications = notifications;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * SNS takes the message before it hears from the platform. So a token that the platform no longer knows has its
   * message answered like any other, and disables its endpoint for the next.
   */
  Xml.Content publish(QueryRequest request, String caller) {
    Map<String, MessageAttribute> attributes = request.messageAttributes();
    String message = messageOf(request, attributes);
    PlatformEndpoint endpoint = targetOf(request);
    String payload = request.optional("MessageStructure").isEmpty()
        ? endpoint.platform().payloadOf(message)
        : payloadIn(message, endpoint.platform());
    endpoint.platform().checkPayload(payload);
    boolean delivered = !unregistered.contains(endpoint.token());
    if (!delivered) {
      endpoints.put(endpoint.disabled());
    }
    String messageId = ids.get();
    notifications.add(new Notification(clock.instant(), messageId, caller, endpoint.arn(), endpoint.platform(),
        endpoint.token(), endpoint.customUserData(), payload, attributes, delivered));
    return xml -> xml.element("MessageId", messageId);
  }

  private static String messageOf(QueryRequest request, Map<String, MessageAttribute> attributes) {
    String message = request.optional("Message").orElseThrow(() -> Refusal.invalid("Empty message"));
    int bytes = Text.bytes(message);
    for (Map.Entry<String, MessageAttribute> attribute : attributes.entrySet()) {
      bytes += Text.bytes(attribute.getKey()) + Text.bytes(attribute.getValue().type())
          + Text.bytes(attribute.getValue().value());
    }
    if (bytes > MAX_MESSAGE_BYTES) {
      throw Refusal.invalid("Message too long");
    }
    return message;
  }

  private PlatformEndpoint targetOf(QueryRequest request) {
    if (request.optional("TopicArn").isPresent()) {
      throw Refusal.notFound("Topic");
    }
    String arn = request.optional("TargetArn")
        .orElseThrow(() -> Refusal.invalid("TopicArn or TargetArn", "no value for required parameter"));
    PlatformEndpoint endpoint = endpoints.find(arn)
        .orElseThrow(() -> Refusal.invalid("TargetArn", "No endpoint found for the target arn specified"));
    if (!applications.get(endpoint.applicationArn()).isEnabled()) {
      throw new Refusal(400, "PlatformApplicationDisabled", "Platform application is disabled");
    }
    if (!endpoint.enabled()) {
      throw new Refusal(400, "EndpointDisabled", "Endpoint is disabled");
    }
    return endpoint;
  }

  /** Entries are strings, which hold JSON where they are for a platform. Others are overlooked. */
  static String payloadIn(String message, Platform platform) {
    JsonNode structure = Text.jsonObject(message)
        .orElseThrow(() -> Refusal.invalid("Message Structure - JSON message body failed to parse"));
    return entry(structure, platform.name())
        .or(() -> entry(structure, "default").map(platform::payloadOf))
        .orElseThrow(() -> Refusal.invalid("JSON must contain an entry for 'default' or '" + platform + "'."));
  }

  private static Optional<String> entry(JsonNode structure, String key) {
    return Optional.ofNullable(structure.get(key)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }
}
