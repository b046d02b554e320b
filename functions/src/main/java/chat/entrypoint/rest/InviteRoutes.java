package chat.entrypoint.rest;

import chat.entrypoint.ChatApp;
import chat.entrypoint.Refusals;
import chat.group.ManageInvites;
import chat.group.ManageInvites.Outcome;
import chat.messaging.SendOutcome.Reason;
import chat.model.ChannelId;
import chat.model.Invite;
import chat.model.InviteCode;
import chat.wire.ClientAction.InviteAction;
import chat.wire.ClientAction.RevokeInvite;
import chat.wire.ServerEvent.Invited;
import chat.wire.WireCodec;
import java.util.Map;

/** The ways into a group. */
final class InviteRoutes {
  private static final String INVITES = "/v1/channels/{channelId}/invites";

  private final ManageInvites manageInvites;

  InviteRoutes(ChatApp app) {
    this.manageInvites = app.manageInvites();
  }

  Map<String, Endpoint> endpoints() {
    return Map.of("POST " + INVITES, this::create, "DELETE " + INVITES, this::revokeAll, "DELETE " + INVITES
        + "/{invite}", this::revoke);
  }

  private Endpoint.Call create(Request request) {
    return managed(request, WireCodec.readInvite(request.channelId(), request.body()));
  }

  private Endpoint.Call revokeAll(Request request) {
    return managed(request, new RevokeInvite(null, request.channelId(), null));
  }

  private Endpoint.Call revoke(Request request) {
    ChannelId channelId = request.channelId();
    return managed(request, new RevokeInvite(null, channelId, InviteCode.parse(request.parameter("invite"))));
  }

  private Endpoint.Call managed(Request request, InviteAction action) {
    return () -> switch (manageInvites.manage(request.caller(), action)) {
      case Outcome.Created(Invite invite) -> Response.created(WireCodec.encodeBody(new Invited(null, invite)));
      case Outcome.Revoked() -> Response.noContent();
      case Outcome.Refused(Reason reason) -> Problem.of(Refusals.of(null, reason));
    };
  }
}
