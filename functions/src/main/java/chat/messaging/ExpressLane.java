package chat.messaging;

import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.Membership;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a new entry to the members at once, beside the stream, so that small channels need not wait for it. */
public interface ExpressLane {
  /** The channel is served if it has up to so many members, former ones included; 0 if it is not served anyway. */
  int members(ChannelId channelId);

  /** So that the members of a large channel are not read in vain with every message. */
  void leaveOut(ChannelId tooLarge);

  /** Finds who is connected, while the entry is being stored. */
  Departure to(List<Membership> members);

  /** Orders the delivery for a moment later. */
  void later(LogEntry entry, List<Membership> members);

  /** Ready to go. */
  interface Departure {
    /** Posts the entry to all but the socket that is answered now, if one is. What fails is tried again later. */
    void carry(LogEntry entry, @Nullable ConnectionId answered);
  }
}
