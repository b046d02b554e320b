package chat.entrypoint.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.entrypoint.ChatApp;
import chat.entrypoint.TestSocket.TestContext;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.model.UserId;
import chat.topology.HttpRoute;
import chat.topology.Topology;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user's calls of the REST API: each goes to the handler of its route with the event that the gateway would send. */
public final class TestApi {
  /** When every caller's token was issued. */
  public static final Instant ISSUED_AT = Instant.ofEpochSecond(1_764_000_000);
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(\\+?)}");

  private final RequestStreamHandler handler;
  private final Optional<UserId> user;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, String> claims = new LinkedHashMap<>(
      Map.of("iat", String.valueOf(ISSUED_AT.getEpochSecond())));

  private TestApi(RequestStreamHandler handler, Optional<UserId> user) {
    this.handler = handler;
    this.user = user;
  }

  public static TestApi of(UserId user, ChatApp app) {
    return new TestApi(new RestHandler(app), Optional.of(user));
  }

  /** A caller whom no authorizer let in, which the gateway never does. */
  static TestApi ofNobody(ChatApp app) {
    return new TestApi(new RestHandler(app), Optional.empty());
  }

  /** With a token that has this claim too, from now on. */
  public TestApi claiming(String claim, String value) {
    claims.put(claim, value);
    return this;
  }

  /** With this header from now on. */
  public TestApi with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** With this key from now on. */
  public TestApi keyed(String key) {
    return with("idempotency-key", key);
  }

  /** What came back. */
  public record Reply(int status, Map<String, String> headers, Optional<String> body) {
    public JsonObject json() {
      return JsonObject.parse(body.orElseThrow(() -> new AssertionError("No body with status " + status)));
    }

    /** Of a problem. */
    public String code() {
      return json().text("code");
    }
  }

  public Reply get(String target) {
    return call("GET", target, "");
  }

  public Reply post(String target, String body) {
    return call("POST", target, body);
  }

  public Reply put(String target, String body) {
    return call("PUT", target, body);
  }

  public Reply patch(String target, String body) {
    return call("PATCH", target, body);
  }

  public Reply delete(String target) {
    return call("DELETE", target, "");
  }

  /** {@code target}: path and query, not encoded; {@code body}: empty for none, single quotes for double ones. */
  public Reply call(String method, String target, String body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event(method, target, body.replace('\'', '"')).getBytes(UTF_8)),
          out, new TestContext());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    JsonObject reply = JsonObject.parse(out.toString(UTF_8));
    JsonObject sent = reply.object("headers");
    Map<String, String> replyHeaders = new LinkedHashMap<>();
    sent.names().forEach(name -> replyHeaders.put(name, sent.text(name)));
    return new Reply((int) reply.wholeNumber("statusCode"), replyHeaders, reply.optionalText("body"));
  }

  private record Match(HttpRoute route, Map<String, String> parameters) {}

  private static Match match(String method, String path) {
    return Topology.HTTP_ROUTES.stream().filter(route -> route.method().equals(method))
        .flatMap(route -> match(route, path).stream())
        .min(Comparator.<Match>comparingInt(match -> match.route().path().contains("+") ? 1 : 0)
            .thenComparingInt(match -> match.parameters().size()))
        .orElseThrow(() -> new AssertionError("No route takes " + method + " " + path));
  }

  private static Optional<Match> match(HttpRoute route, String path) {
    String pattern = VARIABLE.matcher(route.path()).replaceAll(
        variable -> "(?<" + variable.group(1) + ">" + (variable.group(2).isEmpty() ? "[^/]+" : ".+") + ")");
    Matcher matcher = Pattern.compile(pattern).matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    VARIABLE.matcher(route.path()).results().map(variable -> variable.group(1))
        .forEach(name -> parameters.put(name, matcher.group(name)));
    return Optional.of(new Match(route, parameters));
  }

  private String event(String method, String target, String body) {
    String[] parts = target.split("\\?", 2);
    Match match = match(method, parts[0]);
    return JsonText.object(json -> {
      json.writeStringField("version", "2.0");
      json.writeStringField("routeKey", match.route().key());
      writeTexts(json, "headers", allHeaders());
      if (parts.length > 1) {
        writeTexts(json, "queryStringParameters", query(parts[1]));
      }
      json.writeObjectFieldStart("requestContext");
      user.ifPresent(caller -> writeAuthorizer(json, caller));
      writeTexts(json, "http", Map.of("method", method, "path", parts[0]));
      json.writeEndObject();
      writeTexts(json, "pathParameters", match.parameters());
      if (!body.isEmpty()) {
        json.writeStringField("body", body);
      }
      json.writeBooleanField("isBase64Encoded", false);
    });
  }

  private Map<String, String> allHeaders() {
    Map<String, String> all = new LinkedHashMap<>(Map.of("content-type", "application/json"));
    all.putAll(headers);
    return all;
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String parameter : text.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      query.merge(parts[0], parts[1], (first, next) -> first + "," + next);
    }
    return query;
  }

  private void writeAuthorizer(JsonGenerator json, UserId caller) {
    try {
      json.writeObjectFieldStart("authorizer");
      json.writeObjectFieldStart("jwt");
      Map<String, String> all = new LinkedHashMap<>(claims);
      all.put("sub", caller.value());
      writeTexts(json, "claims", all);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void writeTexts(JsonGenerator json, String field, Map<String, String> texts) throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }
}
