package chat.local.gateway;

import chat.local.function.Result;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a function behind a route answered, by the rules of the Lambda proxy integration. */
sealed interface Integration {
  /** {@code headers}: names in lower case. */
  record Answered(int status, Map<String, String> headers, Optional<String> body) implements Integration {
    boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /** The function failed, or what it returned is no proxy response. */
  record Broken() implements Integration {}

  ObjectReader JSON = new ObjectMapper().reader();

  static Integration of(Result result) {
    return switch (result) {
      case Result.Failed failed -> new Broken();
      case Result.Returned(String json) -> read(json);
    };
  }

  private static Integration read(String json) {
    JsonNode response;
    try {
      response = JSON.readTree(json);
    } catch (JsonProcessingException notJson) {
      return new Broken();
    }
    if (!response.path("statusCode").isInt()) {
      return new Broken();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    response.path("headers").properties()
        .forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText()));
    return new Answered(response.path("statusCode").asInt(), headers,
        Optional.ofNullable(response.path("body").textValue()).filter(body -> !body.isEmpty()));
  }
}
