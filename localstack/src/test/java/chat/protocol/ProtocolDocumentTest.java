package chat.protocol;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.Limits;
import chat.protocol.ProtocolDocument.Documented;
import chat.wire.ClientAction;
import chat.wire.ErrorCode;
import chat.wire.ServerEvent;
import chat.wire.WireCodec;
import chat.wire.WireCodec.Decoded;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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

  private static Set<Class<?>> permitted(Class<?> sealed) {
    return Set.of(sealed.getPermittedSubclasses());
  }

  private static ClientAction decoded(JsonNode example) {
    return assertInstanceOf(Decoded.Valid.class, WireCodec.decode(example.toString()), example::toString).action();
  }

  private static JsonNode encoded(ServerEvent event) {
    try {
      return ProtocolDocument.JSON.readTree(WireCodec.encode(event));
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
    assertEquals(permitted(ClientAction.class), read.values().stream().flatMap(Set::stream).collect(toSet()));
    assertEquals(permitted(ClientAction.class).size(), read.size());
  }

  @Test
  void theExamplesShowEveryDestinationAndRange() {
    List<ClientAction> actions = document.actions().stream().flatMap(action -> action.examples().stream())
        .map(ProtocolDocumentTest::decoded).toList();
    Set<Class<?>> shown = new HashSet<>();
    for (ClientAction action : actions) {
      switch (action) {
        case ClientAction.Send send -> shown.add(send.to().getClass());
        case ClientAction.History history -> shown.add(history.range().getClass());
        default -> {
        }
      }
    }
    Set<Class<?>> all = new HashSet<>(permitted(ClientAction.Destination.class));
    all.addAll(permitted(ClientAction.Range.class));
    assertEquals(all, shown);
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
    assertEquals(permitted(ServerEvent.class), samples.stream().map(Object::getClass).collect(toSet()));
    assertEquals(names(document.events().stream().map(event -> event.constant("event").orElseThrow())),
        names(samples.stream().map(sample -> encoded(sample).get("event").textValue())));
    assertEquals(permitted(ServerEvent.class).size(), document.events().size());
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

  /** An example of an event has exactly the fields of something that the code writes. */
  @Test
  void theExamplesOfEventsAreLikeWhatTheCodecWrites() {
    Set<Shape> written = SampleEvents.all().stream().map(sample -> Shape.of(encoded(sample))).collect(toSet());
    for (Documented event : document.events()) {
      for (JsonNode example : event.examples()) {
        assertTrue(written.contains(Shape.of(example)), example::toString);
      }
    }
  }

  private record Shape(String event, Set<String> fields) {
    static Shape of(JsonNode json) {
      return new Shape(json.get("event").textValue(), ProtocolDocument.fieldsOf(json));
    }
  }

  /** What the gateway says by itself is the one message without a name. */
  @Test
  void allElseIsTheGatewaysOwnAnswer() {
    assertEquals(Set.of("gatewayFault"), names(document.messages().stream().filter(
        message -> message.constant("action").isEmpty() && message.constant("event").isEmpty()).map(Documented::name)));
  }

  /** An event that shares its name with an action tells in front of it who it is about. */
  @Test
  void everyMessageIsNamedAfterItsActionOrEvent() {
    document.actions().forEach(action -> assertEquals(action.name(), action.constant("action").orElseThrow()));
    Set<String> taken = names(document.actions().stream().map(Documented::name));
    document.events().forEach(event -> {
      String name = event.constant("event").orElseThrow();
      assertEquals(event.name(), taken.contains(name) ? "member" + capitalized(name) : name);
    });
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
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
    List<String> codes = Arrays.stream(ErrorCode.values()).map(Enum::name).toList();
    JsonNode schema = document.root().at("/components/schemas/ErrorCode");
    assertEquals(codes, schema.get("enum").valueStream().map(JsonNode::textValue).toList());
    assertEquals(codes, schema.get("x-enumDescriptions").propertyStream().map(Map.Entry::getKey).toList());
  }

  /** All upper limits of the document, so that none can be added without a look at the code. */
  @Test
  void theLimitsAreThoseOfTheCode() {
    Map<String, Long> expected = new TreeMap<>();
    expected.put("/channels/socket/x-max-frame-bytes", (long) Limits.FRAME_BYTES);
    Map<String, Long> schemas = Map.ofEntries(Map.entry("Text/x-max-utf8-bytes", (long) Limits.TEXT_BYTES),
        Map.entry("Text/maxLength", (long) Limits.TEXT_BYTES),
        Map.entry("Heartbeat/properties/watch/maxItems", (long) Limits.WATCHED_USERS),
        Map.entry("Alive/properties/presence/maxItems", (long) Limits.WATCHED_USERS),
        Map.entry("Ack/properties/channels/maxItems", (long) Limits.ACKED_CHANNELS),
        Map.entry("Synced/properties/channels/maxItems", (long) Limits.SYNC_PAGE),
        Map.entry("Page/properties/messages/maxItems", (long) Limits.HISTORY_PAGE),
        Map.entry("History/properties/limit/maximum", (long) Limits.HISTORY_PAGE),
        Map.entry("History/properties/before/maximum", Limits.MAX_SEQ),
        Map.entry("History/properties/after/maximum", Limits.MAX_SEQ - 1),
        Map.entry("Send/properties/afterSeq/maximum", Limits.MAX_SEQ - 1),
        Map.entry("Cursor/properties/delivered/maximum", Limits.MAX_SEQ),
        Map.entry("Cursor/properties/read/maximum", Limits.MAX_SEQ),
        Map.entry("Conversation/properties/head/maximum", Limits.MAX_SEQ),
        Map.entry("Conversation/properties/unread/maximum", Limits.MAX_SEQ), Map.entry("Seq/maximum", Limits.MAX_SEQ),
        Map.entry("Delivered/maximum", Limits.MAX_SEQ), Map.entry("Read/maximum", Limits.MAX_SEQ),
        // of the patterns in chat.model; ProtocolDocumentIT tries them on the codec
        Map.entry("ChannelId/maxLength", 64L), Map.entry("ClientMessageId/maxLength", 64L),
        Map.entry("RequestId/maxLength", 64L), Map.entry("UserId/maxLength", 255L));
    schemas.forEach((path, limit) -> expected.put("/components/schemas/" + path, limit));
    Map<String, Long> documented = new TreeMap<>();
    collectLimits("", document.root(), documented);
    assertEquals(expected, documented);
    assertEquals(Limits.HISTORY_PAGE,
        document.root().at("/components/schemas/History/properties/limit/default").intValue());
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
    assertSays("/channels/socket/description", Limits.FRAME_BYTES);
    assertSays("/components/schemas/ErrorCode/x-enumDescriptions/TOO_LARGE", Limits.FRAME_BYTES);
    assertSays("/components/schemas/ErrorCode/x-enumDescriptions/BEHIND", Limits.SEND_BEHIND);
    assertSays("/components/schemas/Text/description", Limits.TEXT_BYTES);
    assertSays("/operations/receipt/description", Limits.SIGNALLED_MEMBERS);
  }

  private void assertSays(String pointer, int number) {
    String text = document.root().requiredAt(pointer).textValue();
    assertTrue(text.contains(String.format(Locale.ROOT, " %,d ", number)), () -> pointer + ": " + text);
  }
}
