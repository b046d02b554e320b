package chat.local.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.json.JsonText;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** An HTTP response. */
@SuppressWarnings("ArrayRecordComponent") // never compared, written once
record Reply(int status, Map<String, String> headers, byte[] body) {
  private static final int NO_BODY = -1;

  static Reply of(String contentType, byte[] body) {
    return new Reply(200, Map.of("Content-Type", contentType), body);
  }

  static Reply json(JsonText.Fields fields) {
    return of("application/json", JsonText.object(fields).getBytes(UTF_8));
  }

  static Reply done() {
    return new Reply(204, Map.of(), new byte[0]);
  }

  static Reply refusal(int status, String sentence) {
    return new Reply(status, Map.of("Content-Type", "application/json"),
        JsonText.object(json -> json.writeStringField("message", sentence)).getBytes(UTF_8));
  }

  Reply with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(headers);
    all.putAll(more);
    return new Reply(status, Map.copyOf(all), body);
  }

  void writeTo(HttpExchange exchange) throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    boolean hasBody = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, hasBody ? body.length : NO_BODY);
    if (hasBody) {
      exchange.getResponseBody().write(body);
    }
  }
}
