package chat.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.function.FunctionHost;
import chat.local.function.TestHost;
import chat.local.gateway.http.HttpApi;
import chat.local.time.ManualTime;
import chat.topology.Function;
import chat.topology.Route;
import chat.topology.Topology;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A gateway before tiny functions, each of which notes its events. Its time stands still until it is moved on. */
public final class TestGateway implements AutoCloseable {
  private static final Function AUTHORIZER = function("authorizer");
  private static final Function CONNECT = function("connect");
  private static final Function DISCONNECT = function("disconnect");
  private static final Function DEFAULT = function("default");
  private static final Function ECHO = function("echo");
  private static final Function MUTE = function("mute");
  static final WebSocketApi API = new WebSocketApi("local", AUTHORIZER,
      List.of(new Route(Topology.CONNECT_ROUTE, CONNECT, false),
          new Route(Topology.DISCONNECT_ROUTE, DISCONNECT, false), new Route(Topology.DEFAULT_ROUTE, DEFAULT, true),
          new Route("echo", ECHO, true), new Route("mute", MUTE, false)));
  /** What lets a socket in; {@code ws} wants one of its subprotocols named. */
  static final String ACCEPT = "{\"statusCode\": 200, \"headers\": {\"Sec-WebSocket-Protocol\": \"chat.v1\"}}";
  private static final String ALLOW = """
      {"principalId": "alice", "policyDocument": {"Statement": [
        {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": "arn:aws:execute-api:*/local/$connect"}]},
       "context": {"userId": "alice", "level": 3}}""";

  private final Map<String, Answering> functions = new ConcurrentHashMap<>(Map.of("authorizer", event -> ALLOW,
      "connect", event -> ACCEPT, "disconnect", event -> "{\"statusCode\": 200}", "default",
      event -> "{\"statusCode\": 200, \"body\": \"default\"}", "echo", TestGateway::echo, "mute", TestGateway::echo));
  private final Map<String, BlockingQueue<JsonNode>> events = new ConcurrentHashMap<>();
  private final FunctionHost host = TestHost.of(this::handler);
  private final GatewayServer server = GatewayServer.bind(0);
  private final ManualTime time = new ManualTime();
  private volatile GatewayFaults faults = GatewayFaults.NONE;

  /** What a function returns, or throws. */
  public interface Answering {
    String answer(JsonNode event) throws Exception;
  }

  TestGateway(Path webDirectory) {
    this(API, HttpApi.NONE, webDirectory);
  }

  /** With an HTTP API beside it. */
  public TestGateway(HttpApi httpApi) {
    this(API, httpApi, Path.of("."));
  }

  TestGateway(WebSocketApi api) {
    this(api, HttpApi.NONE, Path.of("."));
  }

  private TestGateway(WebSocketApi api, HttpApi httpApi, Path webDirectory) {
    server.serve(new Site(api, httpApi, webDirectory, () -> "{\"config\":true}"), host, new GatewayFaults() {
      @Override
      public PostFate post(String caller, String connectionId) {
        return faults.post(caller, connectionId);
      }

      @Override
      public DisconnectFate disconnect(String connectionId) {
        return faults.disconnect(connectionId);
      }
    }, new Surroundings(time, time, RandomGenerator.getDefault()));
  }

  /** A function that {@link #when} tells what to answer. */
  public static Function function(String name) {
    return new Function(name, "none", 128, Duration.ofSeconds(5), List.of(), false, false,
        List.of());
  }

  private static String echo(JsonNode event) {
    return new ObjectMapper().createObjectNode().put("statusCode", 200).put("body", event.path("body").asText())
        .toString();
  }

  private RequestStreamHandler handler(Function function) {
    return (input, output, context) -> {
      JsonNode event = new ObjectMapper().readTree(input);
      noted(function.name()).add(event);
      try {
        output.write(Objects.requireNonNull(functions.get(function.name())).answer(event).getBytes(UTF_8));
      } catch (RuntimeException thrown) {
        throw thrown;
      } catch (Exception checked) {
        throw new IllegalStateException(checked);
      }
    };
  }

  private BlockingQueue<JsonNode> noted(String function) {
    return events.computeIfAbsent(function, name -> new LinkedBlockingQueue<>());
  }

  public TestGateway when(String function, Answering answering) {
    functions.put(function, answering);
    return this;
  }

  /** The next event that a function was given. */
  public JsonNode event(String function) throws InterruptedException {
    JsonNode event = noted(function).poll(5, TimeUnit.SECONDS);
    assertNotNull(event, () -> function + " was not invoked");
    return event;
  }

  public void assertNotInvoked(String function) {
    assertTrue(noted(function).isEmpty(), () -> function + " was invoked");
  }

  public int port() {
    return server.port();
  }

  public URI http(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** The time of everything here. */
  public ManualTime time() {
    return time;
  }

  GatewayServer server() {
    return server;
  }

  void faults(GatewayFaults now) {
    faults = now;
  }

  @Override
  public void close() {
    server.close();
    host.close();
  }
}
