package chat.local.gateway;

import chat.json.JsonText;
import chat.topology.Topology;
import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The JSON events that API Gateway gives to the authorizer and to the functions behind the routes. */
final class Events {
  private static final DateTimeFormatter REQUEST_TIME = DateTimeFormatter
      .ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final WebSocketApi api;
  private final Ids ids;
  private final InstantSource clock;

  Events(WebSocketApi api, Ids ids, InstantSource clock) {
    this.api = api;
    this.ids = ids;
    this.clock = clock;
  }

  String authorization(Connection connection, UpgradeRequest upgrade) {
    return JsonText.object(json -> {
      json.writeStringField("type", "REQUEST");
      json.writeStringField("methodArn", api.connectArn());
      writeRequest(json, upgrade);
      writeContext(json, connection, Topology.CONNECT_ROUTE, "CONNECT", ids.next(), context -> {});
    });
  }

  String connect(Connection connection, UpgradeRequest upgrade) {
    return JsonText.object(json -> {
      writeRequest(json, upgrade);
      writeContext(json, connection, Topology.CONNECT_ROUTE, "CONNECT", ids.next(), context -> {});
      json.writeBooleanField("isBase64Encoded", false);
    });
  }

  String message(Connection connection, String routeKey, String requestId, String frame) {
    return JsonText.object(json -> {
      writeContext(json, connection, routeKey, "MESSAGE", requestId,
          context -> context.writeStringField("messageId", ids.next()));
      json.writeStringField("body", frame);
      json.writeBooleanField("isBase64Encoded", false);
    });
  }

  /** With the four headers that AWS's own events have there. */
  String disconnect(Connection connection, CloseReason reason) {
    return JsonText.object(json -> {
      writeHeaders(json, new DefaultHttpHeaders().set("Host", connection.caller().domainName()).set("x-api-key", "")
          .set("X-Forwarded-For", "").set("x-restapi", ""));
      writeContext(json, connection, Topology.DISCONNECT_ROUTE, "DISCONNECT", ids.next(), context -> {
        context.writeNumberField("disconnectStatusCode", reason.code());
        context.writeStringField("disconnectReason", reason.text());
      });
      json.writeBooleanField("isBase64Encoded", false);
    });
  }

  private static void writeRequest(JsonGenerator json, UpgradeRequest upgrade) throws IOException {
    writeHeaders(json, upgrade.headers());
    Map<String, List<String>> query = upgrade.query();
    if (query.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("queryStringParameters");
    for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
      json.writeStringField(parameter.getKey(), parameter.getValue().getLast());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("multiValueQueryStringParameters");
    for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
      writeTexts(json, parameter.getKey(), parameter.getValue());
    }
    json.writeEndObject();
  }

  private static void writeHeaders(JsonGenerator json, HttpHeaders headers) throws IOException {
    json.writeObjectFieldStart("headers");
    for (String name : headers.names()) {
      json.writeStringField(name, headers.getAll(name).getLast());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("multiValueHeaders");
    for (String name : headers.names()) {
      writeTexts(json, name, headers.getAll(name));
    }
    json.writeEndObject();
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void writeContext(JsonGenerator json, Connection connection, String routeKey, String eventType,
      String requestId, JsonText.Fields extra) throws IOException {
    Instant now = clock.instant();
    json.writeObjectFieldStart("requestContext");
    json.writeStringField("routeKey", routeKey);
    json.writeStringField("eventType", eventType);
    json.writeStringField("extendedRequestId", requestId);
    json.writeStringField("requestTime", REQUEST_TIME.format(now));
    json.writeStringField("messageDirection", "IN");
    json.writeStringField("stage", api.stage());
    json.writeNumberField("connectedAt", connection.connectedAt().toEpochMilli());
    json.writeNumberField("requestTimeEpoch", now.toEpochMilli());
    json.writeObjectFieldStart("identity");
    json.writeStringField("sourceIp", connection.caller().sourceIp());
    json.writeStringField("userAgent", connection.caller().userAgent());
    json.writeEndObject();
    json.writeStringField("requestId", requestId);
    json.writeStringField("domainName", connection.caller().domainName());
    json.writeStringField("connectionId", connection.id());
    json.writeStringField("apiId", "local");
    if (!connection.authorizer().isEmpty()) {
      json.writeObjectFieldStart("authorizer");
      for (Map.Entry<String, String> entry : connection.authorizer().entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
    }
    extra.writeTo(json);
    json.writeEndObject();
  }
}
