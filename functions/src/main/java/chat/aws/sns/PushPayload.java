package chat.aws.sns;

import chat.json.JsonText;
import chat.model.PushPlatform;
import chat.push.Notice;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A notification in the words of its platform: keys of sentences that the app has in the language of its user, what is to
 * be filled into them, and where a tap leads.
 *
 * @see <a href="https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification">Apple's
 *     fields</a>
 * @see <a href="https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages">Google's fields</a>
 */
final class PushPayload {
  /** Of both platforms, in UTF-8: https://docs.aws.amazon.com/sns/latest/dg/sns-mobile-application-as-subscriber.html */
  static final int MAX_BYTES = 4 * 1024;
  /** As long as Google keeps what it cannot bring; whoever comes back later hears of it all the same by connecting. */
  static final Duration LIFETIME = Duration.ofDays(28);
  /** The Android app's channel of notifications, which it must have made. */
  static final String ANDROID_CHANNEL = "messages";

  private PushPayload() {}

  /** What SNS takes with the structure {@code json}. */
  static String message(PushPlatform platform, Notice notice) {
    return JsonText.object(json -> json.writeStringField(key(platform), payload(platform, notice)));
  }

  /** What the platform gets. */
  static String payload(PushPlatform platform, Notice notice) {
    return switch (platform) {
      case APNS, APNS_SANDBOX -> JsonText.object(json -> apple(json, notice));
      case FCM -> JsonText.object(json -> google(json, notice));
    };
  }

  private static String key(PushPlatform platform) {
    return switch (platform) {
      case APNS -> "APNS";
      case APNS_SANDBOX -> "APNS_SANDBOX";
      case FCM -> "GCM";
    };
  }

  private static void apple(JsonGenerator json, Notice notice) throws IOException {
    PushSentence sentence = PushSentence.of(notice);
    json.writeObjectFieldStart("aps");
    json.writeObjectFieldStart("alert");
    json.writeStringField("loc-key", sentence.key());
    writeTexts(json, "loc-args", sentence.arguments());
    json.writeEndObject();
    json.writeNumberField("badge", notice.badge());
    json.writeStringField("sound", "default");
    json.writeStringField("thread-id", notice.channelId().value());
    // the app may change it before it is shown, and so decrypt what it fetches
    json.writeNumberField("mutable-content", 1);
    json.writeStringField("interruption-level", notice.urgent() ? "time-sensitive" : "active");
    json.writeEndObject();
    json.writeStringField("channelId", notice.channelId().value());
    json.writeNumberField("seq", notice.seq());
  }

  private static void google(JsonGenerator json, Notice notice) throws IOException {
    json.writeObjectFieldStart("fcmV1Message");
    json.writeObjectFieldStart("message");
    json.writeObjectFieldStart("android");
    json.writeStringField("priority", notice.urgent() ? "high" : "normal");
    json.writeStringField("collapse_key", notice.channelId().value());
    json.writeStringField("ttl", LIFETIME.toSeconds() + "s");
    json.writeObjectFieldStart("notification");
    android(json, notice);
    json.writeEndObject();
    json.writeEndObject();
    json.writeObjectFieldStart("data");
    json.writeStringField("channelId", notice.channelId().value());
    json.writeStringField("seq", Long.toString(notice.seq()));
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void android(JsonGenerator json, Notice notice) throws IOException {
    PushSentence sentence = PushSentence.of(notice);
    json.writeStringField("body_loc_key", sentence.key());
    writeTexts(json, "body_loc_args", sentence.arguments());
    json.writeStringField("tag", notice.channelId().value());
    json.writeStringField("channel_id", ANDROID_CHANNEL);
    json.writeStringField("sound", "default");
    json.writeNumberField("notification_count", Math.clamp(notice.badge(), 0, Integer.MAX_VALUE));
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
