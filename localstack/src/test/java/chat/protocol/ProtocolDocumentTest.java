package chat.protocol;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.Content;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.PresenceState;
import chat.model.Role;
import chat.model.Sighting;
import chat.model.UserId;
import chat.protocol.ProtocolDocument.Documented;
import chat.wire.ClientAction;
import chat.wire.ContentJson;
import chat.wire.ErrorCode;
import chat.wire.MessageJson;
import chat.wire.ServerEvent;
import chat.wire.WireCodec;
import chat.wire.WireCodec.Decoded;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document says what the code does, and the code does what the document says. */
class ProtocolDocumentTest {
  private final ProtocolDocument document;

  ProtocolDocumentTest() throws IOException {
    document = ProtocolDocument.read();
  }

  /** The records of a sealed type, however deep. */
  private static Set<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(part -> records(part).stream()).collect(toSet())
        : Set.of(type);
  }

  private static ClientAction decoded(JsonNode example) {
    return assertInstanceOf(Decoded.Valid.class, WireCodec.decode(example.toString()), example::toString).action();
  }

  private static JsonNode encoded(ServerEvent event) {
    return tree(WireCodec.encode(event));
  }

  private static JsonNode tree(String json) {
    try {
      return ProtocolDocument.JSON.readTree(json);
    } catch (IOException notJson) {
      throw new AssertionError(notJson);
    }
  }

  private static Set<String> names(Stream<String> names) {
    return names.collect(toCollection(TreeSet::new));
  }

  /** One documented action for each record, and no record for two. */
  @Test
  void theActionsAreThoseThatTheCodecReads() {
    Map<String, Set<Class<?>>> read = document.actions().stream().collect(toMap(Documented::name,
        action -> action.examples().stream().map(example -> decoded(example).getClass()).collect(toSet())));
    read.forEach((name, records) -> assertEquals(1, records.size(), () -> name + " is read as " + records));
    assertEquals(records(ClientAction.class), read.values().stream().flatMap(Set::stream).collect(toSet()));
    assertEquals(records(ClientAction.class).size(), read.size());
  }

  @Test
  void theExamplesShowEveryDestinationContentAndRange() {
    Set<Class<?>> shown = new HashSet<>();
    document.actions().stream().flatMap(action -> action.examples().stream()).map(ProtocolDocumentTest::decoded)
        .forEach(action -> {
          switch (action) {
            case ClientAction.Send send -> {
              shown.add(send.to().getClass());
              shown.add(send.content().getClass());
            }
            case ClientAction.History history -> shown.add(history.range().getClass());
            default -> {
            }
          }
        });
    Set<Class<?>> all = new HashSet<>(records(ClientAction.Destination.class));
    all.addAll(records(ClientAction.Range.class));
    all.addAll(records(Content.class));
    all.remove(Content.Deleted.class);
    assertEquals(all, shown);
  }

  @Test
  void theContentsAreThoseThatTheCodecWrites() {
    List<Content> samples = SampleContents.all();
    assertEquals(records(Content.class), samples.stream().map(Object::getClass).collect(toSet()));
    Set<String> written = names(samples.stream().map(content -> typeOf(content)));
    assertEquals(written, document.contentTypes("Content"));
    written.remove("deleted");
    assertEquals(written, document.contentTypes("SentContent"));
    assertEquals(names(Stream.of("text", "file", "encrypted", "deleted")),
        document.contentTypes("Edit/properties/content"));
    assertEquals(names(Stream.of("text", "file", "encrypted")), document.contentTypes("SentEdit/properties/content"));
  }

  private static String typeOf(Content content) {
    return tree(ContentJson.encode(content)).get("type").textValue();
  }

  /** Every documented field of an action is in an example. */
  @Test
  void theExamplesShowEveryField() {
    for (Documented action : document.actions()) {
      assertEquals(document.fieldsAllowedBy(action.schema()),
          names(action.examples().stream().flatMap(example -> ProtocolDocument.fieldsOf(example).stream())));
    }
  }

  @Test
  void theEventsAreThoseThatTheCodecWrites() {
    List<ServerEvent> samples = SampleEvents.all();
    assertEquals(records(ServerEvent.class), samples.stream().map(Object::getClass).collect(toSet()));
    assertEquals(names(document.events().stream().map(event -> event.constant("event").orElseThrow())),
        names(samples.stream().map(sample -> encoded(sample).get("event").textValue())));
    assertEquals(records(ServerEvent.class).size(), document.events().size());
  }

  /** No field is missing in the document, none in the code, and what is required is always there. */
  @Test
  void theFieldsOfAnEventAreThoseThatTheCodecWrites() {
    Map<String, Set<String>> written = new TreeMap<>();
    for (ServerEvent sample : SampleEvents.all()) {
      JsonNode json = encoded(sample);
      Documented event = document.event(json.get("event").textValue());
      assertEquals(Set.of(), document.fieldsMissingIn(json, event.schema()), json::toString);
      written.computeIfAbsent(event.name(), name -> new TreeSet<>()).addAll(ProtocolDocument.fieldsOf(json));
    }
    for (Documented event : document.events()) {
      assertEquals(document.fieldsAllowedBy(event.schema()), written.get(event.name()), event::name);
    }
  }

  /** Each object in an example of an event has exactly the fields of one that the code writes there. */
  @Test
  void theExamplesOfEventsAreLikeWhatTheCodecWrites() {
    Set<Shape> written = SampleEvents.all().stream().flatMap(sample -> Shape.of(encoded(sample))).collect(toSet());
    examplesOfEvents().forEach(
        example -> Shape.of(example)
            .forEach(shape -> assertTrue(written.contains(shape), () -> shape + " in " + example)));
  }

  private Stream<JsonNode> examplesOfEvents() {
    return document.events().stream().flatMap(event -> event.examples().stream());
  }

  /** The fields of one object of an event; {@code place}: where it stands. */
  private record Shape(String place, Set<String> fields) {
    static Stream<Shape> of(JsonNode event) {
      return of(event.get("event").textValue(), event);
    }

    private static Stream<Shape> of(String place, JsonNode json) {
      if (json.isArray()) {
        return json.valueStream().flatMap(item -> of(place, item));
      }
      return json.isObject() && !isMessage(json)
          ? Stream.concat(Stream.of(new Shape(place, names(json.propertyStream().map(Map.Entry::getKey)))),
              json.propertyStream().flatMap(field -> of(place + "." + field.getKey(), field.getValue())))
          : Stream.empty();
    }
  }

  private static boolean isMessage(JsonNode json) {
    return json.has("content");
  }

  /** They are read and written back as they were. */
  @Test
  void theMessagesInExamplesAreMessages() {
    List<JsonNode> messages = examplesOfEvents().flatMap(ProtocolDocumentTest::messagesIn).toList();
    messages.forEach(
        message -> assertEquals(message, tree(MessageJson.encode(MessageJson.decode(message.toString())))));
    assertEquals(document.contentTypes("Content"),
        names(messages.stream().map(message -> message.at("/content/type").textValue())));
  }

  private static Stream<JsonNode> messagesIn(JsonNode json) {
    return isMessage(json) ? Stream.of(json) : json.valueStream().flatMap(ProtocolDocumentTest::messagesIn);
  }

  /** What the gateway says by itself is the one message without a name. */
  @Test
  void allElseIsTheGatewaysOwnAnswer() {
    assertEquals(Set.of("gatewayFault"), names(document.messages().stream().filter(
        message -> message.constant("action").isEmpty() && message.constant("event").isEmpty()).map(Documented::name)));
  }

  /** Of two that share a name, the action has it. */
  @Test
  void everyMessageIsNamedAfterItsActionOrEvent() {
    document.actions().forEach(action -> assertEquals(action.name(), action.constant("action").orElseThrow()));
    Set<String> taken = names(document.actions().stream().map(Documented::name));
    document.events().forEach(event -> {
      String name = event.constant("event").orElseThrow();
      assertEquals(event.name(), taken.contains(name) ? name + "Event" : name);
    });
  }

  /** Each action has the operation of its name and may be refused; each event is an answer or comes by itself. */
  @Test
  void theOperationsUseEveryMessage() {
    Set<String> received = new TreeSet<>();
    Set<String> sent = new TreeSet<>();
    document.root().get("operations").properties().forEach(operation -> {
      Set<String> messages = messagesOf(operation.getValue());
      if (operation.getValue().get("action").textValue().equals("receive")) {
        assertEquals(Set.of(operation.getKey()), messages);
        received.addAll(messages);
        Set<String> answers = messagesOf(operation.getValue().get("reply"));
        assertTrue(answers.containsAll(Set.of("refused", "gatewayFault")), operation::getKey);
        sent.addAll(answers);
      } else {
        sent.addAll(messages);
      }
    });
    assertEquals(names(document.actions().stream().map(Documented::name)), received);
    assertEquals(names(Stream.concat(document.events().stream().map(Documented::name), Stream.of("gatewayFault"))),
        sent);
    assertEquals(names(document.messages().stream().map(Documented::name)),
        names(document.root().at("/channels/socket/messages").propertyStream().map(Map.Entry::getKey)));
  }

  private static Set<String> messagesOf(JsonNode operation) {
    return names(operation.get("messages").valueStream().map(message -> message.get("$ref").textValue())
        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1)));
  }

  @Test
  void theErrorCodesAreThoseOfTheCode() {
    assertEnum("ErrorCode", Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
  }

  @Test
  void theReasonsOfAnEndAreThoseOfTheCode() {
    assertEnum("EndReason", Arrays.stream(ServerEvent.Ended.Reason.values()).map(Enum::name).toList());
  }

  @Test
  void theRolesAreThoseOfTheCode() {
    assertEnum("Role", Arrays.stream(Role.values()).map(role -> role.name().toLowerCase(Locale.ROOT)).toList());
  }

  /** In the order that decides which of two sightings is newer. */
  @Test
  void theStatesOfPresenceAreThoseOfTheCodec() {
    assertEnum("PresenceState", Arrays.stream(PresenceState.values())
        .map(state -> new ServerEvent.PresenceChanged(List.of(new Sighting(new UserId("u"), state, 1, null)), null))
        .map(event -> encoded(event).at("/users/0/state").textValue()).toList());
  }

  private void assertEnum(String name, List<String> values) {
    JsonNode schema = document.root().at("/components/schemas/" + name);
    assertEquals(values, schema.get("enum").valueStream().map(JsonNode::textValue).toList());
    assertEquals(values, schema.get("x-enumDescriptions").propertyStream().map(Map.Entry::getKey).toList());
  }

  /** All upper limits of the document, so that none can be added without a look at the code. */
  @Test
  void theLimitsAreThoseOfTheCode() {
    Map<String, Long> expected = new TreeMap<>();
    expected.put("/channels/socket/x-max-frame-bytes", (long) Limits.FRAME_BYTES);
    Map<String, Long> schemas = Map.ofEntries(at("SentContent/x-max-json-bytes", Limits.ENTRY_BYTES),
        at("Text/properties/text/x-max-utf8-bytes", Limits.TEXT_BYTES),
        at("Text/properties/text/maxLength", Limits.TEXT_BYTES),
        at("Text/properties/mentions/maxItems", Limits.MENTIONS),
        at("File/properties/name/maxLength", Limits.FILE_NAME_CHARACTERS),
        at("File/properties/bytes/maximum", Limits.FILE_BYTES),
        at("File/properties/caption/x-max-utf8-bytes", Limits.TEXT_BYTES),
        at("File/properties/caption/maxLength", Limits.TEXT_BYTES), at("Emoji/x-max-utf8-bytes", Limits.EMOJI_BYTES),
        at("Emoji/maxLength", Limits.EMOJI_BYTES), at("Message/properties/reactions/maxItems", Limits.REACTIONS),
        at("GroupName/maxLength", Limits.NAME_CHARACTERS),
        at("GroupDescription/maxLength", Limits.DESCRIPTION_CHARACTERS),
        at("SentCreate/properties/members/maxItems", Limits.ADDED_MEMBERS),
        at("Create/properties/members/maxItems", Limits.ADDED_MEMBERS),
        at("Add/properties/users/maxItems", Limits.ADDED_MEMBERS),
        at("GroupChannel/properties/size/maximum", Limits.MEMBERS),
        at("Invite/properties/uses/maximum", Limits.MEMBERS), at("InviteEvent/properties/uses/maximum", Limits.MEMBERS),
        at("Invite/properties/expiresInSeconds/maximum", Limits.LONGEST_INVITE.toSeconds()),
        at("MembersEvent/properties/members/maxItems", Limits.MEMBERS_PAGE),
        at("Heartbeat/properties/watch/maxItems", Limits.WATCHED_USERS),
        at("Heartbeat/properties/everySeconds/maximum", Duration.ofDays(1).toSeconds()),
        at("Alive/properties/watched/maxItems", Limits.WATCHED_USERS),
        at("OnlineEvent/properties/users/maxItems", Limits.SIGNALLED_MEMBERS),
        at("Ack/properties/channels/maxItems", Limits.ACKED_CHANNELS),
        at("Receipt/properties/channels/maxItems", Limits.ACKED_CHANNELS),
        at("Sync/properties/cursors/maxItems", Limits.SYNC_CURSORS),
        at("Synced/properties/channels/maxItems", Limits.SYNC_PAGE),
        at("Page/properties/messages/maxItems", Limits.HISTORY_PAGE),
        at("History/properties/limit/maximum", Limits.HISTORY_PAGE),
        at("History/properties/before/maximum", Limits.MAX_SEQ),
        at("History/properties/after/maximum", Limits.MAX_SEQ - 1),
        at("History/properties/around/maximum", Limits.MAX_SEQ - 1),
        at("Send/properties/afterSeq/maximum", Limits.MAX_SEQ - 1),
        at("Cursor/properties/delivered/maximum", Limits.MAX_SEQ), at("Cursor/properties/read/maximum", Limits.MAX_SEQ),
        at("Seq/maximum", Limits.MAX_SEQ), at("First/maximum", Limits.MAX_SEQ),
        at("MutedUntil/maximum", Membership.FOR_EVER.toEpochMilli()),
        at("Delivered/maximum", Limits.MAX_SEQ), at("Read/maximum", Limits.MAX_SEQ),
        // of the patterns in chat.model; ProtocolDocumentIT tries them on the codec
        at("ChannelId/maxLength", 64), at("ClientMessageId/maxLength", 64), at("RequestId/maxLength", 64),
        at("UserId/maxLength", 255), at("File/properties/fileId/maxLength", 64),
        at("File/properties/mediaType/maxLength", 255), at("InviteCode/maxLength", 87),
        at("SyncPosition/maxLength", 81));
    schemas.forEach((path, limit) -> expected.put("/components/schemas/" + path, limit));
    for (String kind : List.of("DirectChannel", "GroupChannel")) {
      String properties = "/components/schemas/" + kind + "/properties/";
      expected.put(properties + "pinned/maxItems", (long) Limits.PINNED);
      expected.put(properties + "head/maximum", Limits.MAX_SEQ);
      expected.put(properties + "unread/maximum", Limits.MAX_SEQ);
      expected.put(properties + "messages/maxItems", (long) Limits.HISTORY_PAGE);
    }
    Map<String, Long> documented = new TreeMap<>();
    collectLimits("", document.root(), documented);
    assertEquals(expected, documented);
  }

  private static Map.Entry<String, Long> at(String path, long limit) {
    return Map.entry(path, limit);
  }

  /** What is not said is as if the default had been. */
  @Test
  void theDefaultsAreThoseOfTheCodec() {
    for (Documented action : document.actions()) {
      action.examples().forEach(example -> assertEquals(decoded(example),
          decoded(withDefaults(example, action.schema()))));
    }
    for (String content : List.of("SentCreate", "Reaction", "Pin")) {
      JsonNode schema = document.root().at("/components/schemas/" + content);
      JsonNode plain = ProtocolDocument.JSON.createObjectNode()
          .put("type", schema.at("/properties/type/const").textValue())
          .put("name", "a").put("target", 1).put("emoji", "x");
      JsonNode complete = withDefaults(plain, schema);
      assertTrue(complete.size() > plain.size(), content);
      assertEquals(ContentJson.decode(plain.toString()), ContentJson.decode(complete.toString()));
    }
  }

  private JsonNode withDefaults(JsonNode json, JsonNode schema) {
    ObjectNode complete = json.deepCopy();
    schema.get("properties").propertyStream().filter(field -> !complete.has(field.getKey())).forEach(field -> document
        .defaultOf(field.getValue()).ifPresent(value -> complete.set(field.getKey(), value)));
    return complete;
  }

  private static void collectLimits(String path, JsonNode node, Map<String, Long> limits) {
    node.properties().forEach(field -> {
      String name = field.getKey();
      if (field.getValue().isIntegralNumber() && (name.startsWith("max") || name.startsWith("x-max"))) {
        limits.put(path + "/" + name, field.getValue().longValue());
      }
      collectLimits(path + "/" + name, field.getValue(), limits);
    });
  }

  @Test
  void theProseHasTheSameNumbers() {
    String codes = "/components/schemas/ErrorCode/x-enumDescriptions/";
    assertSays("/channels/socket/description", Limits.FRAME_BYTES);
    assertSays("/operations/receipt/description", Limits.SIGNALLED_MEMBERS);
    assertSays("/operations/typing/description", Limits.SIGNALLED_MEMBERS);
    assertSays("/operations/online/description", Limits.SIGNALLED_MEMBERS);
    assertSays(codes + "CHANNEL_TOO_LARGE", Limits.SIGNALLED_MEMBERS);
    assertSays("/operations/sync/description", Limits.HISTORY_PAGE);
    assertSays("/operations/members/description", Limits.MEMBERS_PAGE);
    assertSays(codes + "TOO_LARGE", Limits.FRAME_BYTES, Limits.ENTRY_BYTES);
    assertSays(codes + "BEHIND", Limits.SEND_BEHIND);
    assertSays(codes + "LIMIT_REACHED", Limits.MEMBERS, Limits.EDITS, Limits.REACTIONS, Limits.REACTION_BYTES,
        Limits.PINNED);
    assertSays("/components/schemas/SentContent/description", Limits.ENTRY_BYTES);
    assertSays("/components/schemas/Text/properties/text/description", Limits.TEXT_BYTES);
    assertSays("/components/schemas/File/properties/caption/description", Limits.TEXT_BYTES);
    assertSays("/components/schemas/File/properties/bytes/description", (int) (Limits.FILE_BYTES >> 20));
    assertSays("/components/schemas/Emoji/description", Limits.EMOJI_BYTES);
    for (String kind : List.of("Direct", "Group")) {
      assertSays("/components/schemas/" + kind + "Channel/properties/lastMessage/description",
          Limits.PREVIEW_CHARACTERS);
    }
  }

  /** A limit that is added must be written down somewhere. */
  @Test
  void noLimitIsMissing() throws IllegalAccessException, IOException {
    String text = document.root().toString() + RestDocument.read().root();
    for (Field limit : Limits.class.getFields()) {
      long value = limit.getType() == Duration.class
          ? ((Duration) limit.get(null)).toSeconds()
          : ((Number) limit.get(null)).longValue();
      assertTrue(text.contains(Long.toString(value)) || text.contains(String.format(Locale.ROOT, "%,d", value)),
          limit::getName);
    }
  }

  private void assertSays(String pointer, int... numbers) {
    String text = document.root().requiredAt(pointer).textValue();
    for (int number : numbers) {
      assertTrue(text.contains(String.format(Locale.ROOT, " %,d ", number)), () -> pointer + ": " + text);
    }
  }
}
