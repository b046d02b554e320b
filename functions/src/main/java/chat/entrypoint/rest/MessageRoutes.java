package chat.entrypoint.rest;

import chat.delivery.Acknowledge;
import chat.entrypoint.ChatApp;
import chat.entrypoint.Refusals;
import chat.json.JsonObject;
import chat.messaging.ReadHistory;
import chat.messaging.Sync;
import chat.messaging.Sync.Slice;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Cursor;
import chat.model.GroupChange;
import chat.model.InvalidValueException;
import chat.model.Limits;
import chat.model.SyncPosition;
import chat.wire.ClientAction.History;
import chat.wire.ClientAction.Range;
import chat.wire.ClientAction.Send;
import chat.wire.ContentJson;
import chat.wire.ErrorCode;
import chat.wire.ServerEvent.Page;
import chat.wire.WireCodec;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Sending, reading and acknowledging. A page holds up to 100 messages, which fit into what a function may return. */
final class MessageRoutes {
  private final Writing writing;
  private final Sync sync;
  private final ReadHistory readHistory;
  private final Acknowledge acknowledge;

  MessageRoutes(ChatApp app, Writing writing) {
    this.writing = writing;
    this.sync = app.sync();
    this.readHistory = app.readHistory();
    this.acknowledge = app.acknowledge();
  }

  Map<String, Endpoint> endpoints() {
    return Map.of("POST /v1/messages", this::send, "GET /v1/messages/unread", this::unread,
        "GET /v1/channels/{channelId}/messages", this::history, "PUT /v1/channels/{channelId}/cursor",
        this::acknowledge);
  }

  private Endpoint.Call send(Request request) {
    ClientMessageId key = request.requiredIdempotencyKey();
    OptionalLong afterSeq = request.body().optionalWholeNumber("afterSeq");
    Content content = ContentJson.readSent(request.body().object("content"));
    if (content instanceof GroupChange.Create || content instanceof GroupChange.Join) {
      throw new InvalidValueException("Groups are created at /v1/channels, and joined at /v1/joins.");
    }
    Send send = new Send(null, WireCodec.readRecipient(request.body()), key, afterSeq.orElse(0), content);
    return () -> Writing.created(afterSeq.isPresent()
        ? writing.send(request.caller(), send)
        : writing.sendWithoutCursor(request.caller(), send));
  }

  private Endpoint.Call unread(Request request) {
    SyncPosition after = position(request);
    return () -> page(request, sync.unread(request.caller(), after));
  }

  /** Where a page of channels begins. */
  static @Nullable SyncPosition position(Request request) {
    return request.cursor().map(MessageRoutes::position).orElse(null);
  }

  private static SyncPosition position(String text) {
    try {
      return SyncPosition.parse(text);
    } catch (InvalidValueException other) {
      throw PageCursor.notFromHere();
    }
  }

  /** Channels, with those of their messages that were asked for. */
  static Response page(Request request, Slice slice) {
    return Response.ok(WireCodec.encodePage(request.caller(), slice.updates(),
        slice.next().map(SyncPosition::text).map(PageCursor::of)));
  }

  private Endpoint.Call history(Request request) {
    History history = new History(null, request.channelId(),
        Range.of(request.number("before"), request.number("after"), request.number("around")),
        Math.clamp(request.number("limit").orElse(Limits.HISTORY_PAGE), -1, Integer.MAX_VALUE));
    return () -> readHistory.read(request.caller(), history)
        .map(slice -> Response.ok(WireCodec.encodeBody(
            new Page(null, history.channelId(), slice.messages(), slice.more(), slice.first()))))
        .orElseGet(() -> Problem.of(Refusals.notAMember(null)));
  }

  private Endpoint.Call acknowledge(Request request) {
    JsonObject body = request.body();
    Cursor cursor = new Cursor(request.channelId(), body.optionalWholeNumber("delivered").orElse(0),
        body.optionalWholeNumber("read").orElse(0));
    return () -> acknowledge.acknowledge(request.caller(), null, List.of(cursor))
        .map(refusal -> switch (refusal.reason()) {
          case NOT_A_MEMBER -> Problem.of(Refusals.notAMember(null));
          case UNKNOWN_SEQUENCE -> Problem.of(ErrorCode.UNKNOWN_SEQUENCE, "The channel has no such message yet.");
        }).orElseGet(Response::noContent);
  }
}
