package chat.wire;

import chat.model.ChannelId;
import chat.model.Conversation;
import chat.model.Membership;
import chat.model.Message;
import chat.model.RequestId;
import chat.model.UserId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the server tells a client; the JSON field {@code event} names it. */
public sealed interface ServerEvent {
  /** Answer to a send: the message is stored, and this is its place. */
  record Accepted(@Nullable RequestId requestId, Message message) implements ServerEvent {}

  /** A message of one of the caller's channels, perhaps for the second time. */
  record Delivered(Message message) implements ServerEvent {}

  /** Answer to a heartbeat. {@code nextHeartbeat}: how long the client may be silent. */
  record Alive(@Nullable RequestId requestId, Duration nextHeartbeat, List<WatchedUser> watched)
      implements
        ServerEvent {
    public Alive {
      watched = List.copyOf(watched);
    }
  }

  record WatchedUser(UserId userId, boolean online) {}

  /** Answer to a sync. {@code next}: what to give as {@code after} for the next page; absent on the last. */
  record Synced(@Nullable RequestId requestId, UserId viewer, List<Conversation> channels, @Nullable ChannelId next)
      implements
        ServerEvent {
    public Synced {
      channels = List.copyOf(channels);
    }
  }

  /** How far another member has come in a channel. A signal: it may be lost, and a later one says all. */
  record Receipt(Membership membership) implements ServerEvent {}

  /** Another member is writing, as of now. A signal: it may be lost, and nothing tells when they stop. */
  record MemberTyping(ChannelId channelId, UserId userId) implements ServerEvent {}

  /** Answer to history, in the order of seq. {@code more}: whether the range holds more in that direction. */
  record Page(@Nullable RequestId requestId, ChannelId channelId, List<Message> messages, boolean more)
      implements
        ServerEvent {
    public Page {
      messages = List.copyOf(messages);
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
