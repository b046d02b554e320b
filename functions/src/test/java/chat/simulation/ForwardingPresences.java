package chat.simulation;

import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.UserId;
import chat.presence.Presences;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** The presences behind it, for a bug to change one thing of. */
abstract class ForwardingPresences implements Presences {
  final Presences presences;

  ForwardingPresences(Presences presences) {
    this.presences = presences;
  }

  @Override
  public void touch(UserId userId, ConnectionId connectionId, Instant now, Instant leaseUntil) {
    presences.touch(userId, connectionId, now, leaseUntil);
  }

  @Override
  public void forget(UserId userId, ConnectionId connectionId) {
    presences.forget(userId, connectionId);
  }

  @Override
  public void shareReceipts(UserId userId, boolean shared) {
    presences.shareReceipts(userId, shared);
  }

  @Override
  public Map<UserId, Presence> find(Collection<UserId> userIds) {
    return presences.find(userIds);
  }
}
