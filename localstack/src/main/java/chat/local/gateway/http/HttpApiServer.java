package chat.local.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.gateway.http.RouteTable.Match;
import chat.local.gateway.integration.Invoker;
import chat.local.trace.Cause;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Serves an HTTP API: route, token, function, CORS. */
public final class HttpApiServer {
  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
  public static final int MAX_REQUEST_BYTES = 10 * 1024 * 1024;
  private static final Duration INTEGRATION_TIMEOUT = Duration.ofSeconds(30);

  private final RouteTable routes;
  private final Optional<TokenCheck> tokens;
  private final Optional<CorsHeaders> cors;
  private final HttpEvents events;
  private final Invoker functions;
  private final Supplier<String> requestIds;

  public HttpApiServer(HttpApi api, Invoker functions, InstantSource clock, Supplier<String> requestIds) {
    this.routes = new RouteTable(api.routes());
    this.tokens = api.authorizer().map(authorizer -> new TokenCheck(authorizer, clock));
    this.cors = api.cors().map(CorsHeaders::new);
    this.events = new HttpEvents(clock);
    this.functions = functions;
    this.requestIds = requestIds;
  }

  /** Whether the path begins as a route of this API does, so that nobody else answers it. */
  public boolean owns(String path) {
    return routes.owns(path);
  }

  /** Waits for the function. The client is answered once, from this thread or that of the timers. */
  public void serve(HttpCall call, Consumer<HttpReply> client) {
    String requestId = requestIds.get();
    Consumer<HttpReply> answer = reply -> {
      HttpReply sent = cors.map(headers -> headers.apply(call, reply)).orElse(reply);
      sent.headers().set("apigw-requestid", requestId);
      client.accept(sent);
    };
    Optional<String> path = decode(call.path());
    if (path.isEmpty()) {
      answer.accept(HttpReply.refusal(400, "Bad Request"));
      return;
    }
    Optional<Match> match = routes.select(call.method(), path.get());
    if (match.isPresent()) {
      authorize(call, path.get(), match.get(), requestId, answer);
    } else if (cors.isPresent() && CorsHeaders.isPreflight(call)) {
      client.accept(cors.get().preflight(call));
    } else {
      answer.accept(HttpReply.refusal(404, "Not Found"));
    }
  }

  private static Optional<String> decode(String path) {
    try {
      return Optional.of(URLDecoder.decode(path.replace("+", "%2B"), UTF_8));
    } catch (IllegalArgumentException badEscape) {
      return Optional.empty();
    }
  }

  private void authorize(HttpCall call, String path, Match match, String requestId, Consumer<HttpReply> answer) {
    if (!match.route().authorized()) {
      invoke(call, path, match, Optional.empty(), requestId, answer);
      return;
    }
    Optional<String> identity = Optional.ofNullable(call.headers().get(HttpHeaderNames.AUTHORIZATION));
    switch (tokens.orElseThrow().judge(identity, match.route().scopes())) {
      case Verdict.Granted granted -> invoke(call, path, match, Optional.of(granted), requestId, answer);
      case Verdict.Unauthorized(Optional<String> description) ->
        answer.accept(challenge(401, "Unauthorized", description.map(why -> error("", "invalid_token", why))));
      case Verdict.Forbidden(var scopes) -> answer.accept(challenge(403, "Forbidden", Optional
          .of(error(String.join(" ", scopes), "insufficient_scope", "the token does not have a valid scope"))));
    }
  }

  private static String error(String scope, String code, String description) {
    return " scope=\"" + scope + "\" error=\"" + code + "\" error_description=\"" + description + "\"";
  }

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html */
  private static HttpReply challenge(int status, String message, Optional<String> error) {
    HttpReply reply = HttpReply.refusal(status, message);
    reply.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer" + error.orElse(""));
    return reply;
  }

  private void invoke(HttpCall call, String path, Match match, Optional<Verdict.Granted> granted, String requestId,
      Consumer<HttpReply> answer) {
    String event = events.event(call, path, match, granted, requestId);
    if (event.getBytes(UTF_8).length > FunctionReply.MAX_PAYLOAD_BYTES) {
      answer.accept(HttpReply.refusal(413, "Request Entity Too Large"));
      return;
    }
    functions.invoke(match.route().function(), event, new Cause.Request(call.method(), path), INTEGRATION_TIMEOUT,
        () -> answer.accept(HttpReply.refusal(503, "Service Unavailable")))
        .ifPresent(result -> answer.accept(FunctionReply.of(result)));
  }
}
