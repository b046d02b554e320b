package chat.model;

import java.time.Instant;

/** A way into a group, for so many more users until that time. */
public record Invite(InviteCode code, Instant expiresAt, int uses) {
  public boolean isOpen(Instant now) {
    return uses > 0 && now.isBefore(expiresAt);
  }
}
