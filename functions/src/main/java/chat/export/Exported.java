package chat.export;

import chat.model.Account;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Contact.State;
import chat.model.Membership;
import chat.model.Message;
import chat.model.Presence;
import chat.model.PrivacySettings;
import chat.model.Profile;
import chat.model.PushDevice;
import chat.model.Report.Reason;
import chat.model.UserId;
import java.time.Instant;
import java.util.Optional;

/** One thing that is stored of a user. */
public sealed interface Exported {
  record OfAccount(Account account) implements Exported {}

  record OfProfile(Profile profile) implements Exported {}

  record OfPrivacy(PrivacySettings settings) implements Exported {}

  /** Open sockets with their devices, and the last sign of life. */
  record OfPresence(Presence presence) implements Exported {}

  /** A device that is told by notifications. What its platform calls it, and SNS, is no use to anybody else. */
  record OfPush(PushDevice device) implements Exported {}

  /** What another is to the user, and whether the user blocks them; not whether they block the user. */
  record OfContact(UserId otherId, State state, boolean blocked, Instant since) implements Exported {}

  /**
   * What the user reported. What a message said is its writer's, who may have deleted it since.
   *
   * @param entry the message that it is about, if it is about one
   */
  record OfReport(UserId about, Optional<Entry> entry, Reason reason, String comment, Instant at) implements Exported {
    /** Without what people wrote. */
    @Override
    public String toString() {
      return "OfReport[" + about + ", " + reason + "]";
    }
  }

  /** An entry of a channel. */
  record Entry(ChannelId channelId, long seq) {}

  /** A place in a channel, also a former one. */
  record OfMembership(Membership membership, Channel channel) implements Exported {}

  /** An entry that the user wrote, as it is now. */
  record OfMessage(Message message) implements Exported {}
}
