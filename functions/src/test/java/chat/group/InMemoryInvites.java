package chat.group;

import chat.model.ChannelId;
import chat.model.Invite;
import chat.model.InviteCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Invites in memory. */
public final class InMemoryInvites implements Invites {
  private final Map<InviteCode, Invite> invites = new HashMap<>();

  @Override
  public synchronized void create(Invite invite) {
    invites.put(invite.code(), invite);
  }

  @Override
  public synchronized Optional<Invite> find(InviteCode code) {
    return Optional.ofNullable(invites.get(code));
  }

  @Override
  public synchronized void revoke(InviteCode code) {
    setUses(code, 0);
  }

  @Override
  public synchronized void revokeAll(ChannelId channelId) {
    invites.keySet().stream().filter(code -> code.channelId().equals(channelId)).toList().forEach(this::revoke);
  }

  /** As part of a change. */
  public synchronized void use(InviteCode code) {
    find(code).ifPresent(invite -> setUses(code, invite.uses() - 1));
  }

  private void setUses(InviteCode code, int uses) {
    invites.computeIfPresent(code, (same, invite) -> new Invite(same, invite.expiresAt(), uses));
  }
}
