package chat.entrypoint;

import chat.model.RequestId;
import chat.wire.ErrorCode;
import chat.wire.ServerEvent.Refused;
import org.jspecify.annotations.Nullable;

/** Refusals that several actions share. */
final class Refusals {
  private Refusals() {}

  static Refused notAMember(@Nullable RequestId requestId) {
    return new Refused(requestId, ErrorCode.NOT_A_MEMBER, "You are not a member of this channel.");
  }

  static Refused unknownAction(@Nullable RequestId requestId) {
    return new Refused(requestId, ErrorCode.UNKNOWN_ACTION, "There is no such action.");
  }
}
