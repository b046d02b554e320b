package chat.entrypoint.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param headers beside those of every response
 * @param body empty for none
 */
record Response(int status, Map<String, String> headers, String body) {
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  Response {
    headers = Map.copyOf(headers);
  }

  static Response ok(String json) {
    return new Response(200, JSON, json);
  }

  static Response created(String json) {
    return new Response(201, JSON, json);
  }

  /** Whatever follows from it comes later. */
  static Response underWay() {
    return new Response(202, Map.of(), "");
  }

  static Response noContent() {
    return new Response(204, Map.of(), "");
  }

  /** In payload format 2.0. What is answered is for the caller alone, so nothing on its way may keep it. */
  void write(JsonGenerator json) throws IOException {
    json.writeNumberField("statusCode", status);
    json.writeObjectFieldStart("headers");
    json.writeStringField("cache-control", "no-store");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      json.writeStringField(header.getKey(), header.getValue());
    }
    json.writeEndObject();
    if (!body.isEmpty()) {
      json.writeStringField("body", body);
    }
  }

  /** Without the body, which no log may show. */
  @Override
  public String toString() {
    return "Response[" + status + "]";
  }
}
