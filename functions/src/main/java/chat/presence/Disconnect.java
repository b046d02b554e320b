package chat.presence;

import chat.model.ConnectionId;
import chat.model.UserId;

/** A socket closed, as far as the gateway noticed. */
public final class Disconnect {
  private final Presences presences;

  public Disconnect(Presences presences) {
    this.presences = presences;
  }

  public void disconnect(UserId userId, ConnectionId connectionId) {
    presences.forget(userId, connectionId);
  }
}
