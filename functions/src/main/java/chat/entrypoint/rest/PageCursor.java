package chat.entrypoint.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.model.InvalidValueException;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** Where the next page begins, as text that means nothing to the caller: what it is made of may change. */
final class PageCursor {
  private PageCursor() {}

  static String of(String position) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8));
  }

  static String open(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
    } catch (IllegalArgumentException notOurs) {
      throw notFromHere();
    }
  }

  /** As the last field of a page; {@code position}: empty on the last page. */
  static void writeNext(JsonGenerator json, Optional<String> position) throws IOException {
    if (position.isPresent()) {
      json.writeStringField("next", of(position.get()));
    }
  }

  static InvalidValueException notFromHere() {
    return new InvalidValueException("Parameter cursor must be what next said.");
  }
}
