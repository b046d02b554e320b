package chat.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.function.FunctionHost;
import chat.topology.Function;
import chat.topology.Route;
import chat.topology.Topology;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A gateway before tiny functions, each of which notes its events. */
final class TestGateway implements AutoCloseable {
  private static final Function AUTHORIZER = function("authorizer");
  private static final Function CONNECT = function("connect");
  private static final Function DISCONNECT = function("disconnect");
  private static final Function DEFAULT = function("default");
  private static final Function ECHO = function("echo");
  private static final Function MUTE = function("mute");
  private static final String ALLOW = """
      {"principalId": "alice", "policyDocument": {"Statement": [
        {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": "arn:aws:execute-api:*/local/$connect"}]},
       "context": {"userId": "alice", "level": 3}}""";

  private final Map<String, Answering> functions = new ConcurrentHashMap<>(Map.of("authorizer", event -> ALLOW,
      "connect", event -> "{\"statusCode\": 200}", "disconnect", event -> "{\"statusCode\": 200}", "default",
      event -> "{\"statusCode\": 200, \"body\": \"default\"}", "echo", TestGateway::echo, "mute", TestGateway::echo));
  private final Map<String, BlockingQueue<JsonNode>> events = new ConcurrentHashMap<>();
  private final FunctionHost host = new FunctionHost(this::handler);
  private final GatewayServer server = GatewayServer.bind(0);
  private volatile PostFate fate = PostFate.TAKEN;

  /** What a function returns, or throws. */
  interface Answering {
    String answer(JsonNode event) throws Exception;
  }

  TestGateway(Path webDirectory) {
    List<Route> routes = List.of(new Route(Topology.CONNECT_ROUTE, CONNECT, false),
        new Route(Topology.DISCONNECT_ROUTE, DISCONNECT, false), new Route(Topology.DEFAULT_ROUTE, DEFAULT, true),
        new Route("echo", ECHO, true), new Route("mute", MUTE, false));
    server.serve(new WebSocketApi("local", AUTHORIZER, routes), host, webDirectory, () -> "{\"config\":true}",
        (caller, connectionId) -> fate, InstantSource.system(), RandomGenerator.getDefault());
  }

  private static Function function(String name) {
    return new Function(name, "none", 128, Duration.ofSeconds(5), List.of(), false,
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

  TestGateway when(String function, Answering answering) {
    functions.put(function, answering);
    return this;
  }

  /** The next event that a function was given. */
  JsonNode event(String function) throws InterruptedException {
    JsonNode event = noted(function).poll(5, TimeUnit.SECONDS);
    assertNotNull(event, () -> function + " was not invoked");
    return event;
  }

  void assertNotInvoked(String function) {
    assertTrue(noted(function).isEmpty(), () -> function + " was invoked");
  }

  int port() {
    return server.port();
  }

  URI http(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  TestSocket open() {
    return TestSocket.open(server.port(), "chat.v1", "token");
  }

  void posts(PostFate become) {
    fate = become;
  }

  void forget(String connectionId) {
    server.forgetSocket(connectionId);
  }

  @Override
  public void close() {
    server.close();
    host.close();
  }
}
