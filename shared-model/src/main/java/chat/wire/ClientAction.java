package chat.wire;

import static chat.model.InvalidValueException.require;

import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Cursor;
import chat.model.Limits;
import chat.model.RequestId;
import chat.model.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client asks for over its socket; the JSON field {@code action} names it. */
public sealed interface ClientAction {
  /** Comes back in the answer, if the client gave one. */
  @Nullable
  RequestId requestId();

  /**
   * Append a message. Repeating it unchanged is safe and answered with the same seq.
   *
   * @param afterSeq the highest seq of the channel that the client knew when it first tried; 0 if none
   */
  record Send(@Nullable RequestId requestId, Destination to, ClientMessageId clientMessageId, long afterSeq,
      Content content) implements ClientAction {
    public Send {
      require(afterSeq >= 0 && afterSeq < Limits.MAX_SEQ, "Field afterSeq must be a whole number from 0.");
    }
  }

  /** Where a message goes. */
  sealed interface Destination {
    record ToChannel(ChannelId channelId) implements Destination {}

    /** The direct channel with that user, opened when there is none. */
    record ToUser(UserId userId) implements Destination {}
  }

  /** A sign of life. {@code watch}: whose presence the answer shall tell, at most {@value Limits#WATCHED_USERS} users. */
  record Heartbeat(@Nullable RequestId requestId, List<UserId> watch) implements ClientAction {
    public Heartbeat {
      watch = List.copyOf(watch);
      require(watch.size() <= Limits.WATCHED_USERS, "Field watch has at most 50 users.");
    }
  }

  /** Moves the caller's cursors forward. Answered only when refused: it is sent often, and every frame costs. */
  record Ack(@Nullable RequestId requestId, List<Cursor> cursors) implements ClientAction {
    public Ack {
      cursors = List.copyOf(cursors);
      require(!cursors.isEmpty() && cursors.size() <= Limits.ACKED_CHANNELS, "Field channels has 1 to 50 entries.");
    }
  }

  /** The caller is writing in a channel: a signal for the other members, never stored. Answered only when refused. */
  record Typing(@Nullable RequestId requestId, ChannelId channelId) implements ClientAction {}

  /** The caller's channels. {@code after}: the last channel of the page before; absent for the first page. */
  record Sync(@Nullable RequestId requestId, @Nullable ChannelId after) implements ClientAction {}

  /** Messages of a channel, at most {@value Limits#HISTORY_PAGE} and one frame. */
  record History(@Nullable RequestId requestId, ChannelId channelId, Range range, int limit) implements ClientAction {
    public History {
      require(limit >= 1 && limit <= Limits.HISTORY_PAGE, "Field limit must be 1 to 100.");
    }
  }

  /** Which messages, both bounds exclusive. */
  sealed interface Range {
    /** The newest below. */
    record Before(long seq) implements Range {
      /** The newest of all. */
      public static final Before END = new Before(Limits.MAX_SEQ);

      public Before {
        require(seq >= 1 && seq <= Limits.MAX_SEQ, "Field before must be a whole number from 1.");
      }
    }

    /** The oldest above. */
    record After(long seq) implements Range {
      public After {
        require(seq >= 0 && seq < Limits.MAX_SEQ, "Field after must be a whole number from 0.");
      }
    }
  }
}
