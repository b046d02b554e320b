package chat.local.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The mobile push of SNS, for an HTTP server on the loopback address whose other guards (host and origin) stand before
 * it. The SDK's client drops the path of its endpoint, so this stands at {@code /} of its port. A signature must be
 * there but is not checked. Notifications reach nobody: they are kept to be looked at, in memory only.
 * https://docs.aws.amazon.com/sns/latest/dg/mobile-push-api.html
 */
public final class SnsEndpoint implements HttpHandler, PushEngine.Phones {
  /** A message of 256 KB in a form, where each of its bytes may take three, and its attributes. */
  private static final int MAX_BODY_BYTES = 1024 * 1024;
  private static final Pattern CALLER = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/.*");

  private final UnregisteredTokens unregistered = new UnregisteredTokens();
  private final Notifications notifications = new Notifications();
  private final SnsActions actions;
  private final CallFate.Judge fates;

  public SnsEndpoint(InstantSource clock, RandomGenerator random, CallFate.Judge fates) {
    this.actions = new SnsActions(clock, random, unregistered, notifications);
    this.fates = fates;
  }

  @Override
  public SnsClient watched(String caller, SnsClient client) {
    return client;
  }

  @Override
  public List<Notification> notifications() {
    return notifications.newestFirst();
  }

  @Override
  public void removeApp(String token) {
    unregistered.add(token);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String requestId = actions.nextId();
      try {
        send(exchange, 200, requestId, answer(exchange, requestId));
      } catch (Refusal refusal) {
        send(exchange, refusal.status(), requestId, error(refusal, requestId));
      }
    }
  }

  private String answer(HttpExchange exchange, String requestId) throws IOException {
    String caller = callerOf(exchange);
    if (!exchange.getRequestMethod().equals("POST")) {
      throw new Refusal(405, "UnsupportedHttpVerb", "The requested HTTP verb is not supported.");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      throw new Refusal(413, "RequestEntityTooLarge", "The request is longer than 1 MB.");
    }
    QueryRequest request = QueryRequest.parse(new String(body, UTF_8));
    Action action = actionOf(request);
    doom(fates.judge(caller, action.wireName()));
    Xml.Content result = actions.perform(action, request, caller);
    return Xml.document(action.wireName() + "Response", xml -> {
      xml.element(action.wireName() + "Result", result);
      xml.element("ResponseMetadata", metadata -> metadata.element("RequestId", requestId));
    });
  }

  private static String callerOf(HttpExchange exchange) {
    Matcher signature = CALLER
        .matcher(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse(""));
    if (!signature.matches()) {
      throw new Refusal(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }
    return signature.group(1);
  }

  private static Action actionOf(QueryRequest request) {
    String name = request.optional("Action").orElseThrow(
        () -> new Refusal(400, "MissingAction", "The request is missing an action or a required parameter."));
    return Action.named(name).orElseThrow(
        () -> new Refusal(400, "InvalidAction", "The action " + name + " is not valid for this endpoint."));
  }

  private static void doom(CallFate fate) {
    switch (fate) {
      case TAKEN -> {
      }
      case THROTTLED -> throw new Refusal(429, "Throttled", "Rate exceeded");
      case FAILED -> throw new Refusal(500, "InternalFailure", "The request processing has failed.");
    }
  }

  private static String error(Refusal refusal, String requestId) {
    return Xml.document("ErrorResponse", xml -> {
      xml.element("Error", error -> {
        error.element("Type", refusal.status() < 500 ? "Sender" : "Receiver");
        error.element("Code", refusal.code());
        error.element("Message", refusal.sentence());
      });
      xml.element("RequestId", requestId);
    });
  }

  private static void send(HttpExchange exchange, int status, String requestId, String xml) throws IOException {
    byte[] body = xml.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
