package chat.local.gateway;

import chat.json.JsonText;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code @connections} API, through which functions reach open sockets
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html).
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the channel, which is heard of anyway
final class ConnectionsApi {
  static final String PATH = "/@connections/";

  private static final int WRITE_SECONDS = 10;
  private static final Pattern CALLER = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]*)/.*");

  private final Sockets sockets;
  private final GatewayFaults faults;
  private final InstantSource clock;

  ConnectionsApi(Sockets sockets, GatewayFaults faults, InstantSource clock) {
    this.sockets = sockets;
    this.faults = faults;
    this.clock = clock;
  }

  /**
   * Waits until the frame is on its way. A signature must be there but is not checked: it keeps out web pages, which
   * cannot send that header across sites.
   *
   * @param rawId the last part of the path, still encoded
   */
  Answer answer(String method, String rawId, HttpHeaders headers, byte[] body) {
    Matcher signature = CALLER.matcher(headers.get(HttpHeaderNames.AUTHORIZATION, ""));
    if (!signature.matches()) {
      return refusal(403, "ForbiddenException", "Missing Authentication Token");
    }
    Optional<String> id = decode(rawId).filter(Ids::isWellFormed);
    if (id.isEmpty()) {
      return refusal(400, "BadRequestException", "Invalid connectionId: " + rawId);
    }
    return sockets.find(id.get()).map(connection -> switch (method) {
      case "POST" -> post(connection, body, signature.group(1));
      case "GET" -> describe(connection);
      case "DELETE" -> delete(connection);
      default -> refusal(403, "ForbiddenException", "Only POST, GET and DELETE.");
    }).orElseGet(ConnectionsApi::gone);
  }

  private static Optional<String> decode(String rawId) {
    try {
      return Optional.of(URLDecoder.decode(rawId.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException badEscape) {
      return Optional.empty();
    }
  }

  private Answer post(Connection connection, byte[] body, String caller) {
    return switch (faults.post(caller, connection.id())) {
      case TAKEN -> post(connection, body);
      case LOST -> Answer.empty(200);
      case GONE -> gone();
      case THROTTLED -> refusal(429, "LimitExceededException", "Too Many Requests");
      case CUT -> {
        sockets.cut(connection);
        yield Answer.empty(200);
      }
      case FAILED -> refusal(500, "InternalServerErrorException", "Internal server error");
    };
  }

  /** A message that is too big also costs its receiver the socket, as the quotas' footnote says. */
  private Answer post(Connection connection, byte[] body) {
    if (body.length > Frames.MAX_MESSAGE_BYTES) {
      sockets.close(connection, CloseReason.TOO_BIG);
      return refusal(413, "PayloadTooLargeException", "Message too long");
    }
    ChannelFuture write = connection.send(new TextWebSocketFrame(Unpooled.wrappedBuffer(body)), clock.instant());
    if (write.awaitUninterruptibly(WRITE_SECONDS, TimeUnit.SECONDS) && write.isSuccess()) {
      return Answer.empty(200);
    }
    sockets.cut(connection);
    return gone();
  }

  private static Answer describe(Connection connection) {
    return Answer.json(JsonText.object(json -> {
      json.writeStringField("connectedAt", connection.connectedAt().toString());
      json.writeObjectFieldStart("identity");
      json.writeStringField("sourceIp", connection.caller().sourceIp());
      json.writeStringField("userAgent", connection.caller().userAgent());
      json.writeEndObject();
      json.writeStringField("lastActiveAt", connection.lastActiveAt().toString());
    }));
  }

  private Answer delete(Connection connection) {
    sockets.close(connection, CloseReason.DELETED);
    return Answer.empty(204);
  }

  private static Answer gone() {
    return refusal(410, "GoneException", "The connection is gone.");
  }

  /** The header is what the SDK makes a typed exception from. */
  private static Answer refusal(int status, String errorType, String sentence) {
    return Answer.refusal(status, sentence).with(Map.of("x-amzn-ErrorType", errorType));
  }
}
