package chat.entrypoint;

import chat.messaging.SendOutcome.Reason;
import chat.model.RequestId;
import chat.wire.ErrorCode;
import chat.wire.ServerEvent.Refused;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Refusals that several actions and routes share. */
public final class Refusals {
  private static final long BUSY_RETRY_MILLIS = 1_000;

  private Refusals() {}

  public static Refused of(@Nullable RequestId requestId, Reason reason) {
    return switch (reason) {
      case NOT_A_MEMBER -> notAMember(requestId);
      case FORBIDDEN -> new Refused(requestId, ErrorCode.FORBIDDEN, "Your role in this channel does not allow that.");
      case UNKNOWN_TARGET -> new Refused(requestId, ErrorCode.UNKNOWN_TARGET,
          "There is no message of that seq, or it is deleted.");
      case UNKNOWN_MEMBER -> new Refused(requestId, ErrorCode.UNKNOWN_MEMBER, "That user is not a member.");
      case ALREADY_MEMBER ->
        new Refused(requestId, ErrorCode.ALREADY_MEMBER, "They are members in that role already.");
      case INVALID_INVITE -> new Refused(requestId, ErrorCode.INVALID_INVITE,
          "This invite is not valid, or no longer: ask for a new one.");
      case NOT_REACHABLE -> new Refused(requestId, ErrorCode.NOT_REACHABLE,
          "This user does not take messages from you.");
      case LIMIT_REACHED -> new Refused(requestId, ErrorCode.LIMIT_REACHED,
          "There are as many members, pins, edits or reactions as there may be.");
      case UNKNOWN_SEQUENCE -> new Refused(requestId, ErrorCode.UNKNOWN_SEQUENCE,
          "The channel has no message afterSeq: read the newest, and send with the seq that you find.");
      case BEHIND -> new Refused(requestId, ErrorCode.BEHIND,
          "More than 1000 messages came after afterSeq: read them, and send with the last seq if yours is not among them.");
      case ID_REUSED -> new Refused(requestId, ErrorCode.ID_REUSED,
          "You used this clientMessageId for another message in this channel.");
      case CONTENDED -> new Refused(requestId, ErrorCode.BUSY,
          "Too many are writing to this channel: send the same again in a moment.",
          OptionalLong.of(BUSY_RETRY_MILLIS), null);
    };
  }

  /** {@code wait}: rounded up, so that whoever waits that long is let in. */
  public static Refused tooOften(@Nullable RequestId requestId, Duration wait) {
    return new Refused(requestId, ErrorCode.RATE_LIMITED, "You did that too often: wait for a moment.",
        OptionalLong.of(wait.plusMillis(1).minusNanos(1).toMillis()), null);
  }

  public static Refused notAMember(@Nullable RequestId requestId) {
    return new Refused(requestId, ErrorCode.NOT_A_MEMBER, "You are not a member of this channel.");
  }

  static Refused unknownAction(@Nullable RequestId requestId) {
    return new Refused(requestId, ErrorCode.UNKNOWN_ACTION, "There is no such action.");
  }
}
