package chat.local.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.json.JsonText;
import chat.local.gateway.http.RouteTable.Match;
import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Events in payload format 2.0
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html). What a request
 * does not have is left out, except the query's text.
 */
final class HttpEvents {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
      .withZone(ZoneOffset.UTC);
  /** Other bodies are given in base64. */
  private static final Pattern TEXT = Pattern
      .compile("(text/.*|application/(json|xml|javascript|.*\\+json|.*\\+xml))(;.*)?", Pattern.CASE_INSENSITIVE);

  private final InstantSource clock;

  HttpEvents(InstantSource clock) {
    this.clock = clock;
  }

  /** {@code path}: decoded, as AWS gives it even where it says raw. */
  String event(HttpCall call, String path, Match match, Optional<Verdict.Granted> granted, String requestId) {
    return JsonText.object(json -> {
      json.writeStringField("version", "2.0");
      json.writeStringField("routeKey", match.route().key());
      json.writeStringField("rawPath", path);
      json.writeStringField("rawQueryString", call.query());
      writeCookies(json, call);
      writeTexts(json, "headers", headers(call));
      Map<String, String> query = query(call);
      if (!query.isEmpty()) {
        writeTexts(json, "queryStringParameters", query);
      }
      json.writeObjectFieldStart("requestContext");
      writeContext(json, call, path, match, granted, requestId);
      json.writeEndObject();
      if (!match.pathParameters().isEmpty()) {
        writeTexts(json, "pathParameters", match.pathParameters());
      }
      writeBody(json, call);
    });
  }

  private static void writeCookies(JsonGenerator json, HttpCall call) throws IOException {
    List<String> cookies = call.headers().getAll(HttpHeaderNames.COOKIE).stream()
        .flatMap(header -> Arrays.stream(header.split(";"))).map(String::strip).toList();
    if (!cookies.isEmpty()) {
      json.writeArrayFieldStart("cookies");
      for (String cookie : cookies) {
        json.writeString(cookie);
      }
      json.writeEndArray();
    }
  }

  private static Map<String, String> headers(HttpCall call) {
    Map<String, String> headers = new TreeMap<>();
    call.headers().forEach(header -> headers.merge(header.getKey().toLowerCase(Locale.ROOT), header.getValue(),
        (first, next) -> first + "," + next));
    headers.remove("cookie");
    headers.merge("x-forwarded-for", call.sourceIp(), (before, here) -> before + ", " + here);
    headers.put("x-forwarded-proto", "http");
    return headers;
  }

  private static Map<String, String> query(HttpCall call) {
    Map<String, String> query = new TreeMap<>();
    new QueryStringDecoder(call.query(), false).parameters()
        .forEach((name, values) -> query.put(name, String.join(",", values)));
    return query;
  }

  private static void writeTexts(JsonGenerator json, String field, Map<String, String> texts) throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private void writeContext(JsonGenerator json, HttpCall call, String path, Match match,
      Optional<Verdict.Granted> granted, String requestId) throws IOException {
    Instant now = clock.instant();
    String domain = call.headers().get(HttpHeaderNames.HOST, "");
    json.writeStringField("accountId", "000000000000");
    json.writeStringField("apiId", "local");
    if (granted.isPresent()) {
      writeAuthorizer(json, granted.get());
    }
    json.writeStringField("domainName", domain);
    json.writeStringField("domainPrefix", domain.split("[.:]", 2)[0]);
    json.writeObjectFieldStart("http");
    json.writeStringField("method", call.method());
    json.writeStringField("path", path);
    json.writeStringField("protocol", call.protocol());
    json.writeStringField("sourceIp", call.sourceIp());
    json.writeStringField("userAgent", call.headers().get(HttpHeaderNames.USER_AGENT, ""));
    json.writeEndObject();
    json.writeStringField("requestId", requestId);
    json.writeStringField("routeKey", match.route().key());
    json.writeStringField("stage", "$default");
    json.writeStringField("time", TIME.format(now));
    json.writeNumberField("timeEpoch", now.toEpochMilli());
  }

  private static void writeAuthorizer(JsonGenerator json, Verdict.Granted granted) throws IOException {
    json.writeObjectFieldStart("authorizer");
    json.writeObjectFieldStart("jwt");
    writeTexts(json, "claims", granted.claims());
    if (granted.scopes().isPresent()) {
      json.writeArrayFieldStart("scopes");
      for (String scope : granted.scopes().get()) {
        json.writeString(scope);
      }
      json.writeEndArray();
    } else {
      json.writeNullField("scopes");
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeBody(JsonGenerator json, HttpCall call) throws IOException {
    boolean isText = TEXT.matcher(call.headers().get(HttpHeaderNames.CONTENT_TYPE, "text/plain")).matches();
    if (call.body().length > 0) {
      json.writeStringField("body",
          isText ? new String(call.body(), UTF_8) : Base64.getEncoder().encodeToString(call.body()));
    }
    json.writeBooleanField("isBase64Encoded", call.body().length > 0 && !isText);
  }
}
