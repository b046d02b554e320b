package chat.simulation;

import chat.group.Invites;
import chat.model.ChannelId;
import chat.model.Invite;
import chat.model.InviteCode;
import java.util.Optional;

/** Invites as functions reach them. */
final class SteppedInvites implements Invites {
  private final Steps steps;
  private final Tables tables;

  SteppedInvites(Steps steps, Tables tables) {
    this.steps = steps;
    this.tables = tables;
  }

  @Override
  public void create(Invite invite) {
    steps.call("create an invite", () -> {
      tables.invites.create(invite);
      return "created";
    });
  }

  @Override
  public Optional<Invite> find(InviteCode code) {
    return steps.call("find an invite", () -> tables.invites.find(code));
  }

  @Override
  public void revoke(InviteCode code) {
    steps.call("revoke an invite", () -> {
      tables.invites.revoke(code);
      return "revoked";
    });
  }

  @Override
  public void revokeAll(ChannelId channelId) {
    steps.call("revoke all invites", () -> {
      tables.invites.revokeAll(channelId);
      return "revoked";
    });
  }
}
