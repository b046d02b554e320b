package chat.wire;

import static chat.model.InvalidValueException.require;

import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Cursor;
import chat.model.InviteCode;
import chat.model.Limits;
import chat.model.RequestId;
import chat.model.SyncPosition;
import chat.model.UserId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
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

    /** A new group, which this send creates. */
    record ToNewGroup() implements Destination {}

    /** The group that the invite opens; {@code afterSeq} does not matter. */
    record ByInvite(InviteCode invite) implements Destination {}
  }

  /**
   * A sign of life.
   *
   * @param watch whose presence the answer shall tell, at most {@value Limits#WATCHED_USERS} users
   * @param every the pace that the client keeps: without a requestId it is answered only if that is not the pace to keep,
   *     or if there is something else to tell
   * @param away whether nobody uses the device; absent for as it was
   */
  record Heartbeat(@Nullable RequestId requestId, List<UserId> watch, @Nullable Duration every, @Nullable Boolean away)
      implements
        ClientAction {
    public Heartbeat {
      watch = List.copyOf(watch);
      require(watch.size() <= Limits.WATCHED_USERS, "Field watch has at most 50 users.");
      require(every == null || (!every.isNegative() && every.compareTo(Duration.ofDays(1)) <= 0),
          "Field everySeconds must be 0 to 86400.");
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

  /**
   * The caller's channels that are not as the client knows them, and their messages that it has not.
   *
   * @param cursors how far the client itself has come, at most {@value Limits#SYNC_CURSORS} channels
   * @param after what the page before said as {@code next}; absent for the first page
   */
  record Sync(@Nullable RequestId requestId, List<Cursor> cursors, @Nullable SyncPosition after)
      implements
        ClientAction {
    public Sync {
      cursors = List.copyOf(cursors);
      require(cursors.size() <= Limits.SYNC_CURSORS, "Field cursors has at most 300 entries.");
    }
  }

  /** Messages of a channel, at most {@value Limits#HISTORY_PAGE} and one frame. */
  record History(@Nullable RequestId requestId, ChannelId channelId, Range range, int limit) implements ClientAction {
    public History {
      require(limit >= 1 && limit <= Limits.HISTORY_PAGE, "Field limit must be 1 to 100.");
    }
  }

  /** Which messages. */
  sealed interface Range {
    /** By what a client gives, at most one of them; the newest of all if it gives nothing. */
    static Range of(OptionalLong before, OptionalLong after, OptionalLong around) {
      require(Stream.of(before, after, around).filter(OptionalLong::isPresent).count() <= 1,
          "Give one of before, after and around.");
      if (after.isPresent()) {
        return new After(after.getAsLong());
      }
      if (around.isPresent()) {
        return new Around(around.getAsLong());
      }
      return before.isPresent() ? new Before(before.getAsLong()) : Before.END;
    }

    /** The newest below, the bound exclusive. */
    record Before(long seq) implements Range {
      /** The newest of all. */
      public static final Before END = new Before(Limits.MAX_SEQ);

      public Before {
        require(seq >= 1 && seq <= Limits.MAX_SEQ, "Field before must be a whole number from 1.");
      }
    }

    /** The oldest above, the bound exclusive. */
    record After(long seq) implements Range {
      public After {
        require(seq >= 0 && seq < Limits.MAX_SEQ, "Field after must be a whole number from 0.");
      }
    }

    /** The one and as many on either side. */
    record Around(long seq) implements Range {
      public Around {
        require(seq >= 1 && seq < Limits.MAX_SEQ, "Field around must be a whole number from 1.");
      }
    }
  }

  /** Who is in a channel and how far they have come. {@code after}: the last user of the page before. */
  record Members(@Nullable RequestId requestId, ChannelId channelId, @Nullable UserId after)
      implements
        ClientAction {}

  /** What concerns the ways into a group. */
  sealed interface InviteAction extends ClientAction {
    ChannelId channelId();
  }

  /** A new way into a group, for that long and that many users. */
  record CreateInvite(@Nullable RequestId requestId, ChannelId channelId, Duration lifetime, int uses)
      implements
        InviteAction {
    public CreateInvite {
      require(!lifetime.isNegative() && !lifetime.isZero() && lifetime.compareTo(Limits.LONGEST_INVITE) <= 0,
          "Field expiresInSeconds must be 1 to 31536000.");
      require(uses >= 1 && uses <= Limits.MEMBERS, "Field uses must be 1 to 5000.");
    }
  }

  /** Closes an invite, or all of the group's. */
  record RevokeInvite(@Nullable RequestId requestId, ChannelId channelId, @Nullable InviteCode invite)
      implements
        InviteAction {
    public RevokeInvite {
      require(invite == null || invite.channelId().equals(channelId), "The invite is into another group.");
    }
  }

  /** {@code receipts}: whether others may see how far the caller has read, and the caller how far they have. */
  record Privacy(@Nullable RequestId requestId, boolean receipts) implements ClientAction {}

  /** Whether the caller wants to be left alone, on all devices and until they say otherwise. */
  record Status(@Nullable RequestId requestId, boolean doNotDisturb) implements ClientAction {}

  /** Who of a channel's members is online; of a channel with at most {@value Limits#SIGNALLED_MEMBERS} members. */
  record Online(@Nullable RequestId requestId, ChannelId channelId) implements ClientAction {}
}
