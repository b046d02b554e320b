package chat.local;

import chat.aws.AwsClients;
import chat.aws.dynamodb.CreateTables;
import chat.entrypoint.ChatApp;
import chat.entrypoint.Settings;
import chat.json.JsonText;
import chat.local.dynamodb.DynamoDbEngine;
import chat.local.dynamodb.GrantedDynamoDb;
import chat.local.dynamodb.StreamPump;
import chat.local.function.FunctionHost;
import chat.local.gateway.GatewayServer;
import chat.local.gateway.PostFate;
import chat.local.gateway.WebSocketApi;
import chat.local.identity.DemoIssuer;
import chat.local.queue.GrantedSqs;
import chat.local.queue.QueueEngine;
import chat.local.queue.QueuePump;
import chat.topology.Function;
import chat.topology.Setting;
import chat.topology.Topology;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The whole chat in this process: the real handlers, called with the real events, each with the rights that the topology
 * grants it, on real tables, streams and queues.
 */
public final class EmbeddedCloud implements AutoCloseable {
  public static final int MOST_EXPRESS_MEMBERS = 100;
  private static final String STAGE = "local";

  private final Options options;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final GatewayServer gateway;
  private final DemoIssuer issuer;
  private final DynamoDbEngine engine;
  private final QueueEngine queues;

  private EmbeddedCloud(Options options) {
    this.options = options;
    try {
      gateway = opened(GatewayServer.bind(options.port()));
      // beside the others, since it takes longest
      CompletableFuture<QueueEngine> starting = CompletableFuture
          .supplyAsync(() -> QueueEngine.start(Topology.QUEUES, STAGE));
      opened(() -> starting.thenAccept(QueueEngine::close).join());
      issuer = opened(DemoIssuer.start(options.issuerPort()));
      engine = opened(
          options.dataDirectory().map(DynamoDbEngine::storedIn).orElseGet(DynamoDbEngine::inMemory));
      CreateTables.create(engine.client(), Topology.TABLES, STAGE);
      queues = starting.join();
      FunctionHost functions = opened(new FunctionHost(handlers()));
      opened(StreamPump.start(engine, STAGE, Topology.STREAM_SOURCES, functions, options.dataDirectory()));
      opened(QueuePump.start(queues, Topology.QUEUE_SOURCES, functions));
      opened(gateway::stopServing);
      gateway.serve(new WebSocketApi(STAGE, Topology.AUTHORIZER, Topology.ROUTES), functions, options.webDirectory(),
          this::clientConfig, this::fate, InstantSource.system(), new SecureRandom());
    } catch (RuntimeException | Error failed) {
      close();
      throw failed;
    }
  }

  /**
   * How to start.
   *
   * @param port of the page and the sockets; 0 for any
   * @param issuerPort of the issuer, part of every token; 0 for any
   * @param dataDirectory keeps everything over restarts; without it nothing is kept
   * @param webDirectory the files of the web client
   * @param expressMembers channels of up to so many members are delivered by the send function itself
   * @param interception what goes wrong
   */
  public record Options(int port, int issuerPort, Optional<Path> dataDirectory, Path webDirectory, int expressMembers,
      Interception interception) {
    public Options(int port, int issuerPort, Optional<Path> dataDirectory, Path webDirectory, int expressMembers) {
      this(port, issuerPort, dataDirectory, webDirectory, expressMembers, Interception.NONE);
    }

    /** On any free ports, keeping nothing. */
    public static Options forTests(Path webDirectory) {
      return new Options(0, 0, Optional.empty(), webDirectory, MOST_EXPRESS_MEMBERS);
    }

    public Options withoutExpressLane() {
      return new Options(port, issuerPort, dataDirectory, webDirectory, 0, interception);
    }

    public Options with(Interception other) {
      return new Options(port, issuerPort, dataDirectory, webDirectory, expressMembers, other);
    }
  }

  /** Returns when clients can connect. Throws PortTakenException if another program has one of the ports. */
  public static EmbeddedCloud start(Options options) {
    return new EmbeddedCloud(options);
  }

  /** The page of the web client. */
  public URI httpAddress() {
    return URI.create("http://127.0.0.1:" + gateway.port() + "/");
  }

  public URI webSocketAddress() {
    return URI.create("ws://127.0.0.1:" + gateway.port() + "/" + STAGE);
  }

  public URI connectionsEndpoint() {
    return URI.create("http://127.0.0.1:" + gateway.port() + "/" + STAGE);
  }

  public DemoIssuer issuer() {
    return issuer;
  }

  /** The tables without any limit of rights. */
  public DynamoDbClient dynamoDb() {
    return engine.client();
  }

  /** For tests: cuts a socket without any {@code $disconnect}, which in the cloud happens now and then. */
  public void forgetSocket(String connectionId) {
    gateway.forgetSocket(connectionId);
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  private java.util.function.Function<Function, RequestStreamHandler> handlers() {
    Map<String, String> environment = new HashMap<>();
    for (Setting setting : Setting.values()) {
      environment.put(setting.name(), value(setting));
    }
    Settings settings = Settings.from(environment);
    Map<Function, RequestStreamHandler> handlers = new HashMap<>();
    Topology.FUNCTIONS.forEach(function -> handlers.put(function, handler(function, settings)));
    return function -> Objects.requireNonNull(handlers.get(function), () -> "No handler for " + function.name());
  }

  private String value(Setting setting) {
    return switch (setting) {
      case STAGE -> STAGE;
      case CONNECTIONS_ENDPOINT -> connectionsEndpoint().toString();
      case TOKEN_ISSUER -> issuer.issuer();
      case TOKEN_AUDIENCE -> issuer.audience();
      case TOKEN_JWKS_URI -> issuer.jwksUri().toString();
      case HEARTBEAT_SECONDS -> "5";
      case LEASE_SECONDS -> "18";
      case FAN_OUT_QUEUE -> queues.address(Topology.FAN_OUT_QUEUE).toString();
      case RETRY_QUEUE -> queues.address(Topology.RETRY_QUEUE).toString();
      case EXPRESS_MEMBERS -> Integer.toString(options.expressMembers());
    };
  }

  private RequestStreamHandler handler(Function function, Settings settings) {
    DynamoDbClient tables = GrantedDynamoDb.of(engine.client(), function, STAGE);
    SqsClient sqs = GrantedSqs.of(queues, function);
    ChatApp app = ChatApp.onAws(settings, new AwsClients(() -> tables, connectionsOf(function), () -> sqs));
    try {
      return options.interception().around(function, Class.forName(function.handler())
          .asSubclass(RequestStreamHandler.class).getConstructor(ChatApp.class).newInstance(app));
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("Function " + function.name() + " cannot be made.", broken);
    }
  }

  private Supplier<ApiGatewayManagementApiClient> connectionsOf(Function function) {
    if (!function.postsToConnections()) {
      return () -> {
        throw new IllegalStateException(
            "Function " + function.name() + " may not post to connections: the topology must grant it.");
      };
    }
    ApiGatewayManagementApiClient connections = opened(connectionsClient(function));
    return () -> connections;
  }

  /** Signs as the function, by which the gateway knows who posts. */
  private ApiGatewayManagementApiClient connectionsClient(Function function) {
    return ApiGatewayManagementApiClient.builder().httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(AwsClients.POSTING).endpointOverride(connectionsEndpoint()).region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(function.name(), "local")))
        .build();
  }

  private PostFate fate(String caller, String connectionId) {
    return Topology.FUNCTIONS.stream().filter(function -> function.name().equals(caller)).findFirst()
        .map(function -> options.interception().post(function, connectionId)).orElse(PostFate.TAKEN);
  }

  /** What the page needs to know before it can do anything. */
  private String clientConfig() {
    return JsonText.object(json -> {
      json.writeStringField("webSocketUrl", webSocketAddress().toString());
      json.writeStringField("tokenEndpoint", issuer.tokenEndpoint().toString());
      json.writeStringField("clientId", "web");
      json.writeArrayFieldStart("demoUsers");
      for (String user : DemoIssuer.USERS) {
        json.writeString(user);
      }
      json.writeEndArray();
    });
  }

  /** Closes the parts in the reverse order of their opening, each whatever happens to the others. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception broken) {
        System.err.println("A part did not close: " + broken);
      }
    }
  }
}
