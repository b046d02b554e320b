package chat.group;

import chat.model.ChannelId;
import chat.model.Invite;
import chat.model.InviteCode;
import java.util.Optional;

/** The ways into groups. */
public interface Invites {
  void create(Invite invite);

  /** Strongly consistent. */
  Optional<Invite> find(InviteCode code);

  /** Closes it, if it is there. */
  void revoke(InviteCode code);

  /** Closes all of the group's. */
  void revokeAll(ChannelId channelId);
}
