package chat.local.push;

import chat.json.JsonText;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A service that brings notifications to devices. */
public enum Platform {
  APNS, APNS_SANDBOX, GCM;

  /** Of both, in bytes: https://docs.aws.amazon.com/sns/latest/dg/sns-mobile-application-as-subscriber.html */
  static final int MAX_PAYLOAD_BYTES = 4 * 1024;

  private static final int MAX_TOKEN_BYTES = 8192;
  private static final Pattern APPLE_TOKEN = Pattern.compile("[0-9A-Fa-f]{1,400}");

  static Optional<Platform> named(String name) {
    return Arrays.stream(values()).filter(platform -> platform.name().equals(name)).findFirst();
  }

  boolean isApple() {
    return this != GCM;
  }

  /** What becomes of a message that is not written for this platform. */
  String payloadOf(String text) {
    return JsonText.object(json -> {
      json.writeObjectFieldStart(isApple() ? "aps" : "data");
      json.writeStringField(isApple() ? "alert" : "default", text);
      json.writeEndObject();
    });
  }

  void checkToken(String token) {
    if (token.isEmpty() || Text.bytes(token) > MAX_TOKEN_BYTES) {
      throw Refusal.invalid("Token", "must be at most 8192 bytes long in UTF-8 encoding");
    }
    if (isApple() && !APPLE_TOKEN.matcher(token).matches()) {
      throw Refusal.invalid("Token", "iOS device tokens must be no more than 400 hexadecimal characters");
    }
  }

  void checkPayload(String payload) {
    if (Text.bytes(payload) > MAX_PAYLOAD_BYTES) {
      throw invalidPayload(isApple() ? "Notification is too long" : "Notification data is larger than allowed limit");
    }
    if (!Text.isJsonObject(payload)) {
      throw invalidPayload("Notification is malformed");
    }
  }

  private Refusal invalidPayload(String reason) {
    return Refusal.invalid("Message", "Invalid notification for protocol " + name() + ": " + reason);
  }
}
