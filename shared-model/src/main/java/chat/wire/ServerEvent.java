package chat.wire;

import chat.model.ChannelId;
import chat.model.Conversation;
import chat.model.Cursor;
import chat.model.Invite;
import chat.model.Membership;
import chat.model.Message;
import chat.model.RequestId;
import chat.model.Sighting;
import chat.model.SyncPosition;
import chat.model.UserId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the server tells a client; the JSON field {@code event} names it. */
public sealed interface ServerEvent {
  /** An answer that HTTP gives as well: its fields are the body there, and what was asked for says what it is. */
  sealed interface Answer extends ServerEvent {}

  /** Answer to a send: the message is stored, and this is its place. */
  record Accepted(@Nullable RequestId requestId, Message message) implements Answer {}

  /** Messages of the caller's channels, each perhaps for the second time; those of one channel in the order of seq. */
  record Delivered(List<Message> messages) implements ServerEvent {
    public Delivered {
      messages = List.copyOf(messages);
    }
  }

  /**
   * Answer to a heartbeat.
   *
   * @param nextHeartbeat how long the client may be silent
   * @param forgotten the connection had been taken for lost, so messages may be missing: sync
   */
  record Alive(@Nullable RequestId requestId, Duration nextHeartbeat, boolean forgotten, List<Sighting> watched)
      implements
        ServerEvent {
    public Alive {
      watched = List.copyOf(watched);
    }
  }

  /**
   * How the presence of others, or of the user themself, has changed; on a new socket first of all contacts, in one or more
   * of these.
   *
   * @param nextHeartbeat the pace to keep from now on; absent for the one kept so far
   */
  record PresenceChanged(List<Sighting> users, @Nullable Duration nextHeartbeat) implements ServerEvent {
    public PresenceChanged {
      users = List.copyOf(users);
    }
  }

  /** Answer to a status, as it is now. */
  record StatusSet(@Nullable RequestId requestId, boolean doNotDisturb) implements ServerEvent {}

  /** Answer to online: those members who are not offline, as far as the caller may see them. */
  record OnlineMembers(@Nullable RequestId requestId, ChannelId channelId,
      List<Sighting> users) implements ServerEvent {
    public OnlineMembers {
      users = List.copyOf(users);
    }
  }

  /** Answer to a sync. {@code next}: what to give as {@code after} for the next page; absent on the last. */
  record Synced(@Nullable RequestId requestId, UserId viewer, List<ChannelUpdate> channels,
      @Nullable SyncPosition next) implements ServerEvent {
    public Synced {
      channels = List.copyOf(channels);
    }
  }

  /**
   * A channel that is not as the client knows it.
   *
   * @param messages the oldest that the client has not, if it said how far it has come
   * @param more whether it lacks more than these: read on by history
   */
  record ChannelUpdate(Conversation conversation, List<Message> messages, boolean more) {
    public ChannelUpdate {
      messages = List.copyOf(messages);
    }
  }

  /** How far another member has come in the channels of one acknowledgement. A signal: it may be lost, and a later one says all. */
  record Receipt(UserId userId, List<Cursor> cursors) implements ServerEvent {
    public Receipt {
      cursors = List.copyOf(cursors);
    }
  }

  /** Another member is writing, as of now. A signal: it may be lost, and nothing tells when they stop. */
  record MemberTyping(ChannelId channelId, UserId userId) implements ServerEvent {}

  /**
   * Answer to history, in the order of seq.
   *
   * @param more whether the range holds more in its direction; around a seq, upwards
   * @param first the lowest seq that the caller may read
   */
  record Page(@Nullable RequestId requestId, ChannelId channelId, List<Message> messages, boolean more, long first)
      implements
        Answer {
    public Page {
      messages = List.copyOf(messages);
    }
  }

  /** Answer to members, in the order of user ids. {@code next}: what to give as {@code after} for the next page. */
  record MemberPage(@Nullable RequestId requestId, ChannelId channelId, List<Membership> members,
      @Nullable UserId next) implements ServerEvent {
    public MemberPage {
      members = List.copyOf(members);
    }
  }

  /** Answer to a new invite. */
  record Invited(@Nullable RequestId requestId, Invite invite) implements Answer {}

  /** Answer to a closed one. */
  record Revoked(@Nullable RequestId requestId, ChannelId channelId) implements ServerEvent {}

  /** Answer to a change of privacy. */
  record PrivacySet(@Nullable RequestId requestId, boolean receipts) implements ServerEvent {}

  /** The last frame of a socket that the server ends: the client is not to come back by itself. */
  record Ended(Reason reason) implements ServerEvent {
    /** Why: a closed set that clients may switch over. */
    public enum Reason {
      /** The user came with more than {@value chat.model.Limits#DEVICES} devices, and this one came first. */
      DISPLACED,
      /** The user signed this device out, or all of them. */
      SIGNED_OUT,
      /** An operator locked the user out. */
      SUSPENDED,
      /** The account is no more. */
      ACCOUNT_DELETED
    }
  }

  /** Any action that was not done. {@code errorId}: where the operator finds it, for INTERNAL only. */
  record Refused(@Nullable RequestId requestId, ErrorCode code, String reason, OptionalLong retryAfterMillis,
      @Nullable String errorId) implements ServerEvent {
    public Refused(@Nullable RequestId requestId, ErrorCode code, String reason) {
      this(requestId, code, reason, OptionalLong.empty(), null);
    }
  }
}
