package chat.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.function.Result;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an authorizer's result means for a handshake. */
sealed interface Authorization {
  /** Goes into {@code requestContext.authorizer} of every event of the connection. */
  record Allowed(Map<String, String> context) implements Authorization {}

  record Refused(int status) implements Authorization {}

  /** The gateway takes no larger result. */
  int MAX_RESULT_BYTES = 8 * 1024;
  String PRINCIPAL = "principalId";
  ObjectReader JSON = new ObjectMapper().reader();
  Refused UNAUTHORIZED = new Refused(401);
  Refused FORBIDDEN = new Refused(403);
  Refused BROKEN = new Refused(500);

  static Authorization of(Result result, String methodArn) {
    return switch (result) {
      case Result.Failed failed -> failed.errorMessage().equals("Unauthorized") ? UNAUTHORIZED : BROKEN;
      case Result.Returned(String json) ->
        json.getBytes(UTF_8).length > MAX_RESULT_BYTES ? BROKEN : read(json, methodArn);
    };
  }

  private static Authorization read(String json, String methodArn) {
    JsonNode result;
    try {
      result = JSON.readTree(json);
    } catch (JsonProcessingException notJson) {
      return BROKEN;
    }
    JsonNode statements = result.path("policyDocument").path("Statement");
    if (!result.path(PRINCIPAL).isTextual() || !statements.isArray()) {
      return BROKEN;
    }
    Map<String, String> context = new LinkedHashMap<>();
    context.put(PRINCIPAL, result.path(PRINCIPAL).asText());
    for (Map.Entry<String, JsonNode> entry : result.path("context").properties()) {
      if (!entry.getValue().isValueNode()) {
        return BROKEN;
      }
      context.put(entry.getKey(), entry.getValue().asText());
    }
    return allows(statements, methodArn) ? new Allowed(context) : FORBIDDEN;
  }

  /** As in IAM: a matching deny wins, and what no statement allows is denied. */
  private static boolean allows(JsonNode statements, String methodArn) {
    boolean allowed = false;
    for (JsonNode statement : statements) {
      if (matches(statement.path("Action"), "execute-api:Invoke") && matches(statement.path("Resource"), methodArn)) {
        if (statement.path("Effect").asText().equals("Deny")) {
          return false;
        }
        allowed |= statement.path("Effect").asText().equals("Allow");
      }
    }
    return allowed;
  }

  private static boolean matches(JsonNode oneOrMore, String value) {
    List<String> patterns = new ArrayList<>();
    if (oneOrMore.isArray()) {
      oneOrMore.forEach(pattern -> patterns.add(pattern.asText()));
    } else {
      patterns.add(oneOrMore.asText());
    }
    return patterns.stream().anyMatch(pattern -> wildcard(pattern).matcher(value).matches());
  }

  private static Pattern wildcard(String pattern) {
    return Pattern.compile(pattern.chars().mapToObj(character -> switch (character) {
      case '*' -> ".*";
      case '?' -> ".";
      default -> Pattern.quote(Character.toString(character));
    }).collect(Collectors.joining()));
  }
}
