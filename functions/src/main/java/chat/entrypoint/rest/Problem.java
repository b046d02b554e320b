package chat.entrypoint.rest;

import chat.json.JsonText;
import chat.wire.ErrorCode;
import chat.wire.ServerEvent.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** A refusal as problem details (RFC 9457), with the code that the socket gives and the sentence as {@code detail}. */
final class Problem {
  private static final String MEDIA_TYPE = "application/problem+json";
  private static final long MILLIS_A_SECOND = 1_000;

  private Problem() {}

  static Response of(ErrorCode code, String sentence) {
    return of(new Refused(null, code, sentence));
  }

  static Response of(Refused refused) {
    int status = status(refused.code());
    Map<String, String> headers = new HashMap<>(Map.of("content-type", MEDIA_TYPE));
    OptionalLong retryAfter = refused.retryAfterMillis();
    if (status == 401) {
      // a 401 names the scheme (RFC 9110, 15.5.2)
      headers.put("www-authenticate", "Bearer");
    }
    if (retryAfter.isPresent()) {
      headers.put("retry-after", String.valueOf(Math.ceilDiv(retryAfter.getAsLong(), MILLIS_A_SECOND)));
    }
    return new Response(status, headers, JsonText.object(json -> {
      json.writeStringField("title", title(status));
      json.writeNumberField("status", status);
      json.writeStringField("code", refused.code().name());
      json.writeStringField("detail", refused.reason());
      if (retryAfter.isPresent()) {
        json.writeNumberField("retryAfterMillis", retryAfter.getAsLong());
      }
      if (refused.errorId() != null) {
        json.writeStringField("errorId", refused.errorId());
      }
    }));
  }

  static int status(ErrorCode code) {
    return switch (code) {
      case MALFORMED, UNKNOWN_ACTION, INVALID -> 400;
      case UNAUTHORIZED -> 401;
      case NOT_A_MEMBER, NOT_REACHABLE, FORBIDDEN, SUSPENDED -> 403;
      case NOT_FOUND, UNKNOWN_TARGET, UNKNOWN_MEMBER, INVALID_INVITE -> 404;
      case ALREADY_MEMBER, HANDLE_TAKEN, LIMIT_REACHED, CHANNEL_TOO_LARGE, UNKNOWN_SEQUENCE, BEHIND, ID_REUSED,
          PUSH_OFF ->
        409;
      case TOO_LARGE -> 413;
      case UNSUPPORTED_MEDIA_TYPE -> 415;
      case RATE_LIMITED -> 429;
      case INTERNAL -> 500;
      case BUSY -> 503;
    };
  }

  /** The status in words, as a problem without a type of its own has it. */
  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 409 -> "Conflict";
      case 413 -> "Content Too Large";
      case 415 -> "Unsupported Media Type";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> throw new IllegalArgumentException("No problem has the status " + status + ".");
    };
  }
}
