package chat.local;

import chat.aws.dynamodb.CreateTables;
import chat.entrypoint.Settings;
import chat.json.JsonText;
import chat.local.console.ConsoleServer;
import chat.local.console.RunningCloud;
import chat.local.dynamodb.DynamoDbEngine;
import chat.local.dynamodb.StreamPump;
import chat.local.fault.FaultSwitches;
import chat.local.function.Environment;
import chat.local.function.FunctionHost;
import chat.local.function.InProcess;
import chat.local.gateway.GatewayServer;
import chat.local.gateway.Site;
import chat.local.gateway.Surroundings;
import chat.local.gateway.WebSocketApi;
import chat.local.gateway.http.Cors;
import chat.local.gateway.http.HttpApi;
import chat.local.gateway.http.JwtAuthorizer;
import chat.local.identity.DemoIssuer;
import chat.local.process.DynamoDbHttp;
import chat.local.process.ProcessEnvironments;
import chat.local.process.RunningInvocations;
import chat.local.push.PushEngine;
import chat.local.queue.QueueEngine;
import chat.local.queue.QueuePump;
import chat.local.storage.ObjectStore;
import chat.local.time.SystemTimers;
import chat.local.trace.Journal;
import chat.topology.Setting;
import chat.topology.Topology;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The whole chat on this machine, by default in this process: the real handlers, called with the real events, each with
 * the rights that the topology grants it, on real tables, streams and queues.
 */
public final class EmbeddedCloud implements AutoCloseable {
  /** How long a browser may remember what it may do. */
  private static final Duration PREFLIGHT = Duration.ofHours(1);

  private final Options options;
  private final Journal journal = new Journal(InstantSource.system());
  private final FaultSwitches faults = new FaultSwitches(new SecureRandom());
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final GatewayServer gateway;
  private final DemoIssuer issuer;
  private final DynamoDbEngine engine;
  private final QueueEngine queues;
  private final PushEngine push;
  private final ObjectStore files;
  private final ConsoleServer console;

  private EmbeddedCloud(Options options) {
    this.options = options;
    try {
      gateway = opened(GatewayServer.bind(options.ports().page()));
      // beside the others, since it takes longest
      CompletableFuture<QueueEngine> starting = CompletableFuture
          .supplyAsync(this::startQueues);
      opened(() -> starting.thenAccept(QueueEngine::close).join());
      issuer = opened(DemoIssuer.start(options.ports().issuer()));
      engine = opened(startTables());
      CreateTables.create(engine.client(), Topology.TABLES, stage());
      queues = starting.join();
      push = opened(startPush());
      files = opened(ObjectStore.in(options.dataDirectory().map(directory -> directory.resolve("files"))));
      ChatHandlers handlers = opened(new ChatHandlers(Settings.from(settings()), engine, queues, push, faults));
      FunctionHost functions = opened(new FunctionHost(environments(handlers), journal, faults));
      opened(StreamPump.start(engine, stage(), Topology.STREAM_SOURCES, new StreamPump.Surroundings(functions, faults,
          queues::giveUp, options.dataDirectory(), InstantSource.system())));
      opened(QueuePump.start(queues, Topology.QUEUE_SOURCES, functions, faults));
      opened(gateway::stopServing);
      gateway.serve(
          new Site(new WebSocketApi(stage(), Topology.AUTHORIZER, Topology.ROUTES), httpApi(), options.webDirectory(),
              this::clientConfig),
          functions, faults,
          new Surroundings(InstantSource.system(), opened(new SystemTimers()), new SecureRandom()));
      console = opened(ConsoleServer.start(options.ports().console(), new RunningCloud(stage(), httpAddress(), journal,
          functions, faults, engine, gateway, queues, push)));
    } catch (RuntimeException | Error failed) {
      close();
      throw failed;
    }
  }

  private QueueEngine startQueues() {
    return options.awsEndpoint().map(endpoint -> QueueEngine.at(endpoint, Topology.DEAD_LETTER_SOURCES, stage()))
        .orElseGet(() -> QueueEngine.start(Topology.DEAD_LETTER_SOURCES, stage(), options.dataDirectory()));
  }

  private DynamoDbEngine startTables() {
    return options.awsEndpoint()
        .map(endpoint -> DynamoDbEngine.at(endpoint, DynamoDbEngine.LAMBDAS_POLL_INTERVAL))
        .or(() -> options.dataDirectory().map(DynamoDbEngine::storedIn)).orElseGet(DynamoDbEngine::inMemory);
  }

  private PushEngine startPush() {
    return options.awsEndpoint().map(endpoint -> PushEngine.at(endpoint, stage(), InstantSource.system(), faults))
        .orElseGet(() -> PushEngine.start(stage(), InstantSource.system(), new SecureRandom(), faults));
  }

  /** Part of every table's and queue's name. */
  public String stage() {
    return options.stage();
  }

  /**
   * Returns when clients can connect. Throws PortTakenException if another program has one of the ports, and
   * ProcessesUnavailableException if functions cannot have processes of their own here.
   */
  public static EmbeddedCloud start(Options options) {
    return new EmbeddedCloud(options);
  }

  /** The page of the web client. */
  public URI httpAddress() {
    return URI.create("http://127.0.0.1:" + gateway.port() + "/");
  }

  public URI webSocketAddress() {
    return URI.create("ws://127.0.0.1:" + gateway.port() + "/" + stage());
  }

  public URI connectionsEndpoint() {
    return URI.create("http://127.0.0.1:" + gateway.port() + "/" + stage());
  }

  /** The page that shows what happens here. */
  public URI consoleAddress() {
    return console.address();
  }

  public DemoIssuer issuer() {
    return issuer;
  }

  /** The tables without any limit of rights. */
  public DynamoDbClient dynamoDb() {
    return engine.client();
  }

  /** The queues without any limit of rights. */
  public QueueEngine queues() {
    return queues;
  }

  /** What is pushed to phones. */
  public PushEngine push() {
    return push;
  }

  /** S3, which starts when it is first asked for. */
  public ObjectStore files() {
    return files;
  }

  /** What is made to go wrong. */
  public FaultSwitches faults() {
    return faults;
  }

  /** What has happened. */
  public Journal journal() {
    return journal;
  }

  /** Breaks a socket's connection. Returns false when there is no such socket. */
  public boolean cut(String connectionId) {
    return gateway.cut(connectionId);
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  /** For pages of this machine only: the gateway lets no other in. */
  private HttpApi httpApi() {
    List<String> origins = List.of("http://127.0.0.1:" + gateway.port(), "http://localhost:" + gateway.port());
    return new HttpApi(Topology.HTTP_ROUTES,
        Optional.of(new JwtAuthorizer(issuer.issuer(), List.of(issuer.audience()), issuer.jwksUri())),
        Optional.of(new Cors(origins, Topology.CORS_METHODS, Topology.CORS_HEADERS, Topology.CORS_EXPOSED_HEADERS,
            PREFLIGHT, false)));
  }

  private Environment.Factory environments(ChatHandlers handlers) {
    if (options.processes() == 0) {
      return InProcess.with(handlers);
    }
    RunningInvocations running = new RunningInvocations();
    DynamoDbHttp tables = opened(DynamoDbHttp.open(handlers::tables, Topology.FUNCTIONS, running));
    Map<String, String> environment = settings();
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", tables.address().toString());
    environment.put("AWS_ENDPOINT_URL_SQS", queues.address(Topology.RETRY_QUEUE).resolve("/").toString());
    environment.put("AWS_ENDPOINT_URL_SNS", push.address().toString());
    return opened(ProcessEnvironments.of(options.processes(), environment, running));
  }

  private Map<String, String> settings() {
    Map<String, String> environment = new HashMap<>();
    for (Setting setting : Setting.values()) {
      environment.put(setting.name(), options.settings().getOrDefault(setting, value(setting)));
    }
    return environment;
  }

  private String value(Setting setting) {
    return switch (setting) {
      case STAGE -> stage();
      case CONNECTIONS_ENDPOINT -> connectionsEndpoint().toString();
      case TOKEN_ISSUER -> issuer.issuer();
      case TOKEN_AUDIENCE -> issuer.audience();
      case TOKEN_JWKS_URI -> issuer.jwksUri().toString();
      case HEARTBEAT_SECONDS -> "5";
      case LEASE_SECONDS -> "20";
      case IDLE_HEARTBEAT_SECONDS -> "15";
      case GRACE_SECONDS -> "8";
      case FAN_OUT_QUEUE -> queues.address(Topology.FAN_OUT_QUEUE).toString();
      case RETRY_QUEUE -> queues.address(Topology.RETRY_QUEUE).toString();
      case ERASURE_QUEUE -> queues.address(Topology.ERASURE_QUEUE).toString();
      case PRESENCE_QUEUE -> queues.address(Topology.PRESENCE_QUEUE).toString();
      case PUSH_QUEUE -> queues.address(Topology.PUSH_QUEUE).toString();
      case APNS_APPLICATION -> push.applications().apns().orElse("none");
      case APNS_SANDBOX_APPLICATION -> push.applications().apnsSandbox().orElse("none");
      case FCM_APPLICATION -> push.applications().fcm().orElse("none");
      case EXPRESS_MEMBERS -> "100";
    };
  }

  /** What the page needs to know before it can do anything. */
  private String clientConfig() {
    return JsonText.object(json -> {
      json.writeStringField("webSocketUrl", webSocketAddress().toString());
      json.writeStringField("apiUrl", httpAddress().toString());
      json.writeStringField("issuer", issuer.issuer());
      json.writeStringField("clientId", "web");
      json.writeStringField("scopes", "openid profile");
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
