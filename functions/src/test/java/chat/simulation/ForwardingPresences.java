package chat.simulation;

import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.Reach;
import chat.model.Socket;
import chat.model.UserId;
import chat.presence.Presences;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The presences behind it, for a bug to change one thing of. */
public abstract class ForwardingPresences implements Presences {
  final Presences presences;

  public ForwardingPresences(Presences presences) {
    this.presences = presences;
  }

  @Override
  public Presence touch(UserId userId, ConnectionId connectionId, Socket socket, Optional<Instant> lastActiveAt,
      Optional<Instant> checkAt, Collection<ConnectionId> lapsed) {
    return presences.touch(userId, connectionId, socket, lastActiveAt, checkAt, lapsed);
  }

  @Override
  public Optional<Presence> keep(UserId userId, ConnectionId connectionId, Socket socket,
      Optional<Instant> lastActiveAt,
      Optional<Instant> checkAt, Collection<ConnectionId> lapsed) {
    return presences.keep(userId, connectionId, socket, lastActiveAt, checkAt, lapsed);
  }

  @Override
  public Optional<Presence> leave(UserId userId, ConnectionId connectionId, Instant now, Instant shownUntil) {
    return presences.leave(userId, connectionId, now, shownUntil);
  }

  @Override
  public void arm(UserId userId, Instant now, Instant checkAt) {
    presences.arm(userId, now, checkAt);
  }

  @Override
  public void renew(UserId userId) {
    presences.renew(userId);
  }

  @Override
  public Presence setDoNotDisturb(UserId userId, boolean doNotDisturb) {
    return presences.setDoNotDisturb(userId, doNotDisturb);
  }

  @Override
  public Map<UserId, Presence> current(Collection<UserId> userIds) {
    return presences.current(userIds);
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
