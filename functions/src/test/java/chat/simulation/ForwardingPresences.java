package chat.simulation;

import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Presence;
import chat.model.Reach;
import chat.model.UserId;
import chat.presence.Presences;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The presences behind it, for a bug to change one thing of. */
abstract class ForwardingPresences implements Presences {
  final Presences presences;

  ForwardingPresences(Presences presences) {
    this.presences = presences;
  }

  @Override
  public Presence touch(UserId userId, ConnectionId connectionId, DeviceId device, Instant now, Instant leaseUntil) {
    return presences.touch(userId, connectionId, device, now, leaseUntil);
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
  public Optional<Presence> current(UserId userId) {
    return presences.current(userId);
  }

  @Override
  public void showTo(UserId userId, Reach seenBy) {
    presences.showTo(userId, seenBy);
  }

  @Override
  public void erase(UserId userId) {
    presences.erase(userId);
  }

  @Override
  public Map<UserId, Presence> find(Collection<UserId> userIds) {
    return presences.find(userIds);
  }
}
