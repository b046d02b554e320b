package chat.entrypoint.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.json.JsonException;
import chat.json.JsonObject;
import chat.model.Limits;
import chat.wire.ErrorCode;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request carries. */
sealed interface Body {
  /** Other methods have no body that means anything. */
  Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");
  Pattern JSON = Pattern.compile("application/json(\\s*;.*)?", Pattern.CASE_INSENSITIVE);

  record Read(JsonObject json) implements Body {}

  record Refused(Response response) implements Body {}

  /** Without a body there is an object without fields. */
  static Body of(JsonObject event) {
    String method = event.object("requestContext").object("http").text("method");
    byte[] bytes = event.optionalText("body").filter(_ -> METHODS_WITH_BODY.contains(method))
        .map(text -> bytes(event, text)).orElse(new byte[0]);
    if (bytes.length == 0) {
      return new Read(JsonObject.parse("{}"));
    }
    if (bytes.length > Limits.BODY_BYTES) {
      return refused(ErrorCode.TOO_LARGE, "A body has at most 65536 bytes.");
    }
    Optional<String> type = event.optionalObject("headers").flatMap(headers -> headers.optionalText("content-type"));
    if (type.filter(given -> JSON.matcher(given).matches()).isEmpty()) {
      return refused(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.");
    }
    try {
      return new Read(JsonObject.parse(new String(bytes, UTF_8)));
    } catch (JsonException notAnObject) {
      return refused(ErrorCode.MALFORMED, "The body must be one JSON object, with no name twice.");
    }
  }

  private static byte[] bytes(JsonObject event, String text) {
    return event.optionalFlag("isBase64Encoded").orElse(false)
        ? Base64.getDecoder().decode(text)
        : text.getBytes(UTF_8);
  }

  private static Refused refused(ErrorCode code, String sentence) {
    return new Refused(Problem.of(code, sentence));
  }
}
