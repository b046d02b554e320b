package chat.local.console;

import chat.local.trace.Cause;
import chat.local.trace.Effect;
import chat.local.trace.Invocation;
import chat.local.trace.Journal;
import chat.local.trace.Journey;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What became of what clients did: in short, or with all that it led to. */
final class Journeys {
  private static final int MOST_DIGITS = 18;

  private final Journal journal;

  Journeys(Journal journal) {
    this.journal = journal;
  }

  /** Newest first. */
  List<Journey> newest(int most, Predicate<Invocation> wanted) {
    return journal.journeys(most, invocation -> invocation.cause().isFromClient() && wanted.test(invocation))
        .reversed();
  }

  static void summary(JsonGenerator json, Journey journey) throws IOException {
    Invocation first = journey.first();
    json.writeNumberField("number", first.number());
    json.writeStringField("at", first.startedAt().toString());
    json.writeStringField("function", first.function().name());
    cause(json, first.cause());
    ended(json, first);
    Optional<String> error = journey.error();
    if (error.isPresent()) {
      json.writeStringField("error", error.get());
    }
    json.writeNumberField("invocations", journey.invocations().size());
    json.writeNumberField("writes", journey.effects()
        .filter(effect -> effect instanceof Effect.TableCall call && call.writes()).count());
    json.writeNumberField("posts", journey.effects().filter(Effect.Post.class::isInstance).count());
    Optional<Duration> firstPost = journey.untilFirstPost();
    if (firstPost.isPresent()) {
      json.writeNumberField("firstPostMillis", Millis.of(firstPost.get()));
    }
  }

  Reply reply(Call call) {
    String number = call.part("number");
    if (!number.matches("\\d{1," + MOST_DIGITS + "}")) {
      throw Refusal.badRequest("A journey is named by the number of its first invocation.");
    }
    Journey journey = journal.journey(Long.parseLong(number))
        .orElseThrow(() -> Refusal.notFound("That journey is not kept, or has never begun."));
    Instant begin = journey.first().startedAt();
    return Reply.json(json -> {
      json.writeNumberField("number", journey.first().number());
      json.writeStringField("at", begin.toString());
      JsonList.ofObjects(json, "invocations", journey.invocations(),
          (fields, invocation) -> invocation(fields, invocation, begin));
    });
  }

  private static void invocation(JsonGenerator json, Invocation invocation, Instant begin) throws IOException {
    json.writeNumberField("number", invocation.number());
    json.writeStringField("requestId", invocation.requestId());
    json.writeStringField("function", invocation.function().name());
    json.writeObjectFieldStart("cause");
    cause(json, invocation.cause());
    json.writeEndObject();
    json.writeNumberField("startMillis", Millis.of(Duration.between(begin, invocation.startedAt())));
    json.writeBooleanField("coldStart", invocation.isColdStart());
    ended(json, invocation);
    Optional<String> error = invocation.end().flatMap(Invocation.End::error);
    if (error.isPresent()) {
      json.writeStringField("error", error.get());
    }
    JsonList.ofObjects(json, "effects", invocation.effects(), (fields, effect) -> effect(fields, effect, begin));
  }

  private static void ended(JsonGenerator json, Invocation invocation) throws IOException {
    Optional<BigDecimal> millis = invocation.end().map(end -> Millis.of(end.took()));
    if (millis.isPresent()) {
      json.writeNumberField("millis", millis.get());
    }
  }

  private static void cause(JsonGenerator json, Cause cause) throws IOException {
    switch (cause) {
      case Cause.Handshake(String connectionId) -> {
        json.writeStringField("kind", "handshake");
        json.writeStringField("connectionId", connectionId);
      }
      case Cause.Frame(String connectionId, String route, int characters) -> {
        json.writeStringField("kind", "frame");
        json.writeStringField("connectionId", connectionId);
        json.writeStringField("route", route);
        json.writeNumberField("characters", characters);
      }
      case Cause.Disconnect(String connectionId, int status) -> {
        json.writeStringField("kind", "disconnect");
        json.writeStringField("connectionId", connectionId);
        json.writeNumberField("status", status);
      }
      case Cause.Request(String method, String path) -> {
        json.writeStringField("kind", "request");
        json.writeStringField("route", method + " " + path);
      }
      case Cause.Operator() -> json.writeStringField("kind", "operator");
      case Cause.Records(String table, List<String> keys) -> {
        json.writeStringField("kind", "records");
        json.writeStringField("table", table);
        JsonList.ofTexts(json, "keys", keys);
      }
      case Cause.Messages(String queue, List<String> messageIds) -> {
        json.writeStringField("kind", "messages");
        json.writeStringField("queue", queue);
        JsonList.ofTexts(json, "messageIds", messageIds);
      }
    }
  }

  private static void effect(JsonGenerator json, Effect effect, Instant begin) throws IOException {
    json.writeNumberField("startMillis", Millis.of(Duration.between(begin, effect.at())));
    json.writeNumberField("millis", Millis.of(effect.took()));
    json.writeStringField("outcome", effect.outcome());
    switch (effect) {
      case Effect.TableCall call -> {
        json.writeStringField("kind", call.writes() ? "write" : "read");
        json.writeStringField("operation", call.operation());
        json.writeStringField("table", call.table());
        JsonList.ofTexts(json, "keys", call.keys());
      }
      case Effect.Post post -> {
        json.writeStringField("kind", "post");
        json.writeStringField("connectionId", post.connectionId());
        json.writeNumberField("bytes", post.bytes());
      }
      case Effect.PushCall push -> {
        json.writeStringField("kind", "push");
        json.writeStringField("operation", push.operation());
        json.writeStringField("target", push.target());
      }
      case Effect.QueueSend send -> {
        json.writeStringField("kind", "send");
        json.writeStringField("queue", send.queue());
        JsonList.ofTexts(json, "messageIds", send.messageIds());
      }
    }
  }
}
