package chat.local.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.function.Result;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Base64;
import java.util.Optional;

/**
 * Makes a response of what a function returned, by payload format 2.0
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response).
 */
final class FunctionReply {
  /** Of an event and of a result (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
  static final int MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

  private static final ObjectReader JSON = new ObjectMapper().reader();

  private FunctionReply() {}

  static HttpReply of(Result result) {
    return read(result).orElseGet(() -> HttpReply.refusal(500, "Internal Server Error"));
  }

  private static Optional<HttpReply> read(Result result) {
    return switch (result) {
      case Result.Failed failed -> Optional.empty();
      case Result.Returned(String json) when json.getBytes(UTF_8).length > MAX_PAYLOAD_BYTES -> Optional.empty();
      case Result.Returned(String json) -> read(json);
    };
  }

  private static Optional<HttpReply> read(String json) {
    try {
      JsonNode response = JSON.readTree(json);
      return response.has("statusCode") ? proxied(response) : Optional.of(inferred(json));
    } catch (JsonProcessingException | IllegalArgumentException notAResponse) {
      return Optional.empty();
    }
  }

  /** Without a status code the whole result is the body. */
  private static HttpReply inferred(String json) {
    return new HttpReply(200, new DefaultHttpHeaders().set(HttpHeaderNames.CONTENT_TYPE, "application/json"),
        json.getBytes(UTF_8));
  }

  private static Optional<HttpReply> proxied(JsonNode response) {
    int status = response.path("statusCode").asInt();
    if (status < 200 || status > 599) {
      return Optional.empty();
    }
    HttpHeaders headers = new DefaultHttpHeaders().set(HttpHeaderNames.CONTENT_TYPE, "text/plain;charset=UTF-8");
    response.path("headers").properties().forEach(header -> headers.set(header.getKey(), header.getValue().asText()));
    response.path("cookies").forEach(cookie -> headers.add(HttpHeaderNames.SET_COOKIE, cookie.asText()));
    String body = response.path("body").asText("");
    return Optional.of(new HttpReply(status, headers, response.path("isBase64Encoded").asBoolean()
        ? Base64.getDecoder().decode(body)
        : body.getBytes(UTF_8)));
  }
}
