package chat.entrypoint.rest;

import static chat.model.InvalidValueException.require;

import chat.channel.FindConversation;
import chat.channel.MuteChannel;
import chat.entrypoint.ChatApp;
import chat.entrypoint.Refusals;
import chat.json.JsonText;
import chat.messaging.Sync;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.GroupChange;
import chat.model.InviteCode;
import chat.model.Membership;
import chat.model.SyncPosition;
import chat.wire.ClientAction.Destination.ByInvite;
import chat.wire.ClientAction.Destination.ToNewGroup;
import chat.wire.ClientAction.Send;
import chat.wire.ContentJson;
import chat.wire.WireCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The caller's channels, and the ways to get more of them. */
final class ChannelRoutes {
  private final Writing writing;
  private final Sync sync;
  private final FindConversation findConversation;
  private final MuteChannel muteChannel;

  ChannelRoutes(ChatApp app, Writing writing) {
    this.writing = writing;
    this.sync = app.sync();
    this.findConversation = app.findConversation();
    this.muteChannel = app.muteChannel();
  }

  Map<String, Endpoint> endpoints() {
    return Map.of("GET /v1/channels", this::list, "POST /v1/channels", this::create, "POST /v1/joins", this::join,
        "GET /v1/channels/{channelId}", this::show, "PATCH /v1/channels/{channelId}", this::change,
        "PUT /v1/channels/{channelId}/mute", this::mute, "DELETE /v1/channels/{channelId}/mute", this::unmute);
  }

  private Endpoint.Call list(Request request) {
    SyncPosition after = MessageRoutes.position(request);
    return () -> MessageRoutes.page(request, sync.since(request.caller(), List.of(), after));
  }

  private Endpoint.Call create(Request request) {
    ClientMessageId key = request.requiredIdempotencyKey();
    Send send = new Send(null, new ToNewGroup(), key, 0, ContentJson.readCreate(request.body()));
    return () -> Writing.created(writing.send(request.caller(), send));
  }

  private Endpoint.Call join(Request request) {
    ClientMessageId key = request.requiredIdempotencyKey();
    InviteCode invite = InviteCode.parse(request.body().text("invite"));
    Send send = new Send(null, new ByInvite(invite), key, 0, new GroupChange.Join());
    return () -> Writing.created(writing.send(request.caller(), send));
  }

  private Endpoint.Call show(Request request) {
    ChannelId channelId = request.channelId();
    return () -> findConversation.find(request.caller(), channelId)
        .map(conversation -> Response.ok(WireCodec.encodeBody(conversation, request.caller())))
        .orElseGet(() -> Problem.of(Refusals.notAMember(null)));
  }

  private Endpoint.Call change(Request request) {
    ChannelId channelId = request.channelId();
    Optional<ClientMessageId> key = request.idempotencyKey();
    GroupChange.Set settings = ContentJson.readSettings(request.body());
    return () -> Writing.changed(writing.change(request.caller(), channelId, key, settings));
  }

  private Endpoint.Call mute(Request request) {
    ChannelId channelId = request.channelId();
    long until = request.body().optionalWholeNumber("until").orElse(Membership.FOR_EVER.toEpochMilli());
    require(until >= 1 && until <= Membership.FOR_EVER.toEpochMilli(), "Field until is 1 to 9007199254740991.");
    return () -> muteChannel.mute(request.caller(), channelId, Instant.ofEpochMilli(until))
        ? Response.ok(JsonText.object(json -> {
          json.writeStringField("channelId", channelId.value());
          json.writeNumberField("mutedUntil", until);
        }))
        : Problem.of(Refusals.notAMember(null));
  }

  private Endpoint.Call unmute(Request request) {
    ChannelId channelId = request.channelId();
    return () -> muteChannel.unmute(request.caller(), channelId)
        ? Response.noContent()
        : Problem.of(Refusals.notAMember(null));
  }
}
