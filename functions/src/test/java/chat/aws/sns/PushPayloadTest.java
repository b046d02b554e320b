package chat.aws.sns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.ChannelId;
import chat.model.Content;
import chat.model.Limits;
import chat.model.PushPlatform;
import chat.model.UserId;
import chat.push.Notice;
import chat.push.Notice.Shown;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushPayloadTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ChannelId DIRECT = new ChannelId("d.HLF");
  private static final ChannelId CHOIR = new ChannelId("g.choir");
  private static final ChannelId LONGEST_ID = new ChannelId("g".repeat(64));

  /** https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification */
  private static final Map<String, Set<String>> APPLES_FIELDS = Map.of("aps",
      Set.of("alert", "badge", "sound", "thread-id", "category", "content-available", "mutable-content",
          "target-content-id", "interruption-level", "relevance-score", "filter-criteria", "stale-date",
          "content-state", "timestamp", "event", "dismissal-date", "attributes-type", "attributes"),
      "alert",
      Set.of("title", "subtitle", "body", "launch-image", "title-loc-key", "title-loc-args", "subtitle-loc-key",
          "subtitle-loc-args", "loc-key", "loc-args"));
  /** What may stand beside {@code aps} is the app's own. */
  private static final Set<String> OURS = Set.of("channelId", "seq");

  /** https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages */
  private static final Map<String, Set<String>> GOOGLES_FIELDS = Map.of("fcmV1Message",
      Set.of("message", "validate_only"), "message",
      Set.of("name", "data", "notification", "android", "webpush", "apns", "fcm_options", "token", "topic",
          "condition"),
      "android",
      Set.of("collapse_key", "priority", "ttl", "restricted_package_name", "data", "notification", "fcm_options",
          "direct_boot_ok", "bandwidth_constrained_ok", "restricted_satellite_ok"),
      "notification",
      Set.of("title", "body", "icon", "color", "sound", "tag", "click_action", "body_loc_key", "body_loc_args",
          "title_loc_key", "title_loc_args", "channel_id", "ticker", "sticky", "event_time", "local_only",
          "notification_priority", "default_sound", "default_vibrate_timings", "default_light_settings",
          "vibrate_timings", "visibility", "notification_count", "light_settings", "image", "bypass_proxy_notification",
          "proxy"),
      "data", OURS);
  /** Keys that Google keeps for itself in {@code data}. */
  private static final List<String> GOOGLES_RESERVED = List.of("from", "message_type", "google.", "gcm.");

  private static Notice notice(Optional<Shown> shown, ChannelId channelId, long seq, long badge, boolean urgent) {
    return new Notice(channelId, seq, shown, badge, urgent);
  }

  private static Shown shown(String sender, Optional<String> group, Content content, boolean mention) {
    return new Shown(sender, group, content, mention);
  }

  private static Content file(String name, String caption) {
    return new Content.File("f1", name, "application/pdf", 9, caption, OptionalLong.empty());
  }

  record Sample(String name, Notice notice) {}

  private static Stream<Sample> samples() {
    Content mention = new Content.Text("@carol bring the \"key\"", List.of(new UserId("carol")), OptionalLong.empty());
    return Stream.of(
        new Sample("direct-text",
            notice(Optional.of(shown("Alice Ångström", Optional.empty(), new Content.Text("Lunch? 🍜"), false)), DIRECT,
                12, 3, true)),
        new Sample("group-file",
            notice(Optional.of(shown("Bob", Optional.of("Choir"), file("score.pdf", ""), false)), CHOIR, 700, 41,
                false)),
        new Sample("mention",
            notice(Optional.of(shown("Bob", Optional.of("Choir"), mention, true)), CHOIR, 701, 42, true)),
        new Sample("wake-up", notice(Optional.empty(), DIRECT, Limits.MAX_SEQ, 1, true)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void iPhonesGetWhatTheFixtureSays(Sample sample) throws IOException {
    assertEquals(fixture("apns-" + sample.name()), payload(PushPlatform.APNS, sample.notice()));
    assertEquals(fixture("apns-" + sample.name()), payload(PushPlatform.APNS_SANDBOX, sample.notice()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void androidsGetWhatTheFixtureSays(Sample sample) throws IOException {
    assertEquals(fixture("fcm-" + sample.name()), payload(PushPlatform.FCM, sample.notice()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyFieldIsOneThatAppleDocuments(Sample sample) throws IOException {
    JsonNode payload = payload(PushPlatform.APNS, sample.notice());
    assertDocumented(APPLES_FIELDS, "aps", payload.path("aps"));
    Set<String> beside = names(payload);
    assertTrue(beside.remove("aps"));
    assertEquals(OURS, beside);
    assertTrue(payload.path("aps").path("badge").isInt());
    assertTrue(Set.of("passive", "active", "time-sensitive", "critical")
        .contains(payload.path("aps").path("interruption-level").asText()));
    assertTrue(payload.path("aps").path("alert").path("loc-args").valueStream().allMatch(JsonNode::isTextual));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyFieldIsOneThatGoogleDocuments(Sample sample) throws IOException {
    JsonNode payload = payload(PushPlatform.FCM, sample.notice());
    assertEquals(Set.of("fcmV1Message"), names(payload));
    assertDocumented(GOOGLES_FIELDS, "fcmV1Message", payload.path("fcmV1Message"));
    JsonNode message = payload.path("fcmV1Message").path("message");
    assertEquals(OURS, names(message.path("data")));
    for (Map.Entry<String, JsonNode> entry : message.path("data").properties()) {
      assertTrue(entry.getValue().isTextual(), entry.getKey());
      assertTrue(GOOGLES_RESERVED.stream().noneMatch(entry.getKey()::startsWith), entry.getKey());
    }
    assertTrue(Set.of("normal", "high").contains(message.path("android").path("priority").asText()));
    assertTrue(message.path("android").path("ttl").asText().matches("\\d+(\\.\\d{1,9})?s"));
    assertTrue(message.path("android").path("notification").path("notification_count").isInt());
  }

  private static void assertDocumented(Map<String, Set<String>> fields, String name, JsonNode object) {
    assertTrue(fields.getOrDefault(name, Set.of()).containsAll(names(object)), name + " has " + names(object));
    object.properties().stream().filter(field -> field.getValue().isObject())
        .forEach(field -> assertDocumented(fields, field.getKey(), field.getValue()));
  }

  @Test
  void whatStandsAtAFileIsShownInPlaceOfItsName() throws IOException {
    Notice notice = notice(Optional.of(shown("Bob", Optional.empty(), file("IMG_1.jpg", "Look!"), false)), DIRECT, 1, 1,
        true);
    JsonNode alert = payload(PushPlatform.APNS, notice).path("aps").path("alert");
    assertEquals("{\"loc-key\":\"MESSAGE_FILE\",\"loc-args\":[\"Bob\",\"Look!\"]}", alert.toString());
  }

  @Test
  void aTextInAGroupNamesTheGroup() throws IOException {
    Notice notice = notice(Optional.of(shown("Bob", Optional.of("Choir"), new Content.Text("Hi"), false)), CHOIR, 1, 1,
        false);
    JsonNode alert = payload(PushPlatform.APNS, notice).path("aps").path("alert");
    assertEquals("{\"loc-key\":\"GROUP_MESSAGE_TEXT\",\"loc-args\":[\"Bob\",\"Choir\",\"Hi\"]}", alert.toString());
  }

  @ParameterizedTest
  @EnumSource(PushPlatform.class)
  void whatIsEncryptedIsNeverShown(PushPlatform platform) {
    Notice notice = notice(Optional.of(shown("Bob", Optional.of("Choir"), new Content.Encrypted("c2VjcmV0"), true)),
        CHOIR, 1, 1, true);
    String payload = PushPayload.payload(platform, notice);
    assertTrue(payload.contains("NEW_MESSAGE"), payload);
    assertFalse(payload.contains("c2VjcmV0") || payload.contains("Bob") || payload.contains("Choir"), payload);
  }

  /** Characters of one to four bytes, those that JSON writes as six, and an emoji of many code points. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "\"", "é", "ẞ", "🍜", "\u0001", "\n", "👩‍👩‍👧‍👦"})
  void theLongestOfAllFits(String character) throws IOException {
    Content text = new Content.Text("x".repeat(Limits.TEXT_BYTES));
    Content file = new Content.File("f1", "x".repeat(Limits.FILE_NAME_CHARACTERS), "application/pdf", 9, "",
        OptionalLong.empty());
    for (Content content : List.of(text, file)) {
      assertFits(content, character.repeat(5_000));
    }
    if (character.codePointAt(0) >= ' ') {
      assertFits(new Content.Text(character.repeat(Limits.TEXT_BYTES / character.getBytes(UTF_8).length)),
          character.repeat(5_000));
    }
  }

  private static void assertFits(Content content, String name) throws IOException {
    for (PushPlatform platform : PushPlatform.values()) {
      Notice notice = notice(Optional.of(shown(name, Optional.of(name), content, false)), LONGEST_ID, Limits.MAX_SEQ,
          Integer.MAX_VALUE, false);
      String payload = PushPayload.payload(platform, notice);
      assertTrue(payload.getBytes(UTF_8).length <= PushPayload.MAX_BYTES, payload);
      assertTrue(JSON.readTree(payload).isObject());
    }
  }

  @Test
  void whatIsLongIsCutBetweenCharacters() throws IOException {
    Notice notice = notice(
        Optional.of(shown("🍜".repeat(101), Optional.empty(), new Content.Text("🍜".repeat(301)), false)), DIRECT, 1, 1,
        true);
    JsonNode arguments = payload(PushPlatform.APNS, notice).path("aps").path("alert").path("loc-args");
    assertEquals("🍜".repeat(99) + "…", arguments.path(0).asText());
    assertEquals("🍜".repeat(299) + "…", arguments.path(1).asText());
  }

  @Test
  void whatIsNotTooLongIsWhole() throws IOException {
    Notice notice = notice(
        Optional.of(shown("n".repeat(100), Optional.empty(), new Content.Text("t".repeat(300)), false)), DIRECT, 1, 1,
        true);
    JsonNode arguments = payload(PushPlatform.FCM, notice).path("fcmV1Message").path("message").path("android")
        .path("notification").path("body_loc_args");
    assertEquals("n".repeat(100), arguments.path(0).asText());
    assertEquals("t".repeat(300), arguments.path(1).asText());
  }

  /** SNS would refuse them, and the notification with them. */
  @Test
  void charactersThatXmlDoesNotHaveAreReplaced() throws IOException {
    Notice notice = notice(
        Optional.of(shown("a\uD83Cb", Optional.empty(), new Content.Text("c\uFFFFd\uFFFEe"), false)), DIRECT, 1, 1,
        true);
    JsonNode arguments = payload(PushPlatform.APNS, notice).path("aps").path("alert").path("loc-args");
    assertEquals("[\"a\uFFFDb\",\"c\uFFFDd\uFFFDe\"]", arguments.toString());
  }

  @Test
  void snsGetsThePayloadAsAText() throws IOException {
    Notice notice = samples().findFirst().orElseThrow().notice();
    for (Map.Entry<PushPlatform, String> key : Map
        .of(PushPlatform.APNS, "APNS", PushPlatform.APNS_SANDBOX, "APNS_SANDBOX", PushPlatform.FCM, "GCM").entrySet()) {
      JsonNode message = JSON.readTree(PushPayload.message(key.getKey(), notice));
      assertEquals(Set.of(key.getValue()), names(message));
      assertEquals(PushPayload.payload(key.getKey(), notice), message.path(key.getValue()).textValue());
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode payload(PushPlatform platform, Notice notice) throws IOException {
    return JSON.readTree(PushPayload.payload(platform, notice));
  }

  private static JsonNode fixture(String name) throws IOException {
    try (InputStream json = Objects.requireNonNull(PushPayloadTest.class.getResourceAsStream("/push/" + name + ".json"),
        name)) {
      return JSON.readTree(json);
    }
  }
}
