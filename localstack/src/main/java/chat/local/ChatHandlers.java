package chat.local;

import chat.aws.AwsClients;
import chat.entrypoint.ChatApp;
import chat.entrypoint.Settings;
import chat.local.dynamodb.DynamoDbEngine;
import chat.local.dynamodb.GrantedDynamoDb;
import chat.local.dynamodb.TableEffects;
import chat.local.fault.TableFaults;
import chat.local.function.CallTrace;
import chat.local.function.ClientProxy;
import chat.local.function.InProcess;
import chat.local.gateway.GrantedConnections;
import chat.local.gateway.PostEffects;
import chat.local.push.GrantedSns;
import chat.local.push.PushEffects;
import chat.local.push.PushEngine;
import chat.local.queue.GrantedSqs;
import chat.local.queue.QueueEffects;
import chat.local.queue.QueueEngine;
import chat.local.trace.Invocation;
import chat.topology.Function;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes the chat's own handlers, each with clients that reach what its function is granted and note what it does. */
final class ChatHandlers implements InProcess.Handlers, AutoCloseable {
  private final Settings settings;
  private final DynamoDbEngine engine;
  private final QueueEngine queues;
  private final PushEngine push;
  private final TableFaults faults;
  private final Map<Function, ApiGatewayManagementApiClient> posting = new ConcurrentHashMap<>();

  ChatHandlers(Settings settings, DynamoDbEngine engine, QueueEngine queues, PushEngine push, TableFaults faults) {
    this.settings = settings;
    this.engine = engine;
    this.queues = queues;
    this.push = push;
    this.faults = faults;
  }

  @Override
  public RequestStreamHandler make(Function function, InProcess.Current current) {
    ChatApp app = ChatApp.onAws(settings,
        new AwsClients(() -> tables(function, current), connections(function, current), () -> sqs(function, current),
            () -> sns(function, current)));
    try {
      return Class.forName(function.handler()).asSubclass(RequestStreamHandler.class).getConstructor(ChatApp.class)
          .newInstance(app);
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("Function " + function.name() + " cannot be made.", broken);
    }
  }

  private DynamoDbClient tables(Function function, InProcess.Current current) {
    return tables(function, current::invocation);
  }

  /** The tables as a function has them that runs elsewhere. */
  DynamoDbClient tables(Function function, Optional<Invocation> invocation) {
    return tables(function, () -> invocation.orElse(null));
  }

  private DynamoDbClient tables(Function function, Supplier<@Nullable Invocation> current) {
    return ClientProxy.of(DynamoDbClient.class, engine.client(),
        new CallTrace(current, new TableEffects(settings.stage())), new GrantedDynamoDb(function, settings.stage()),
        new TableFaults.Throttle(function, faults));
  }

  private SqsClient sqs(Function function, InProcess.Current current) {
    return ClientProxy.of(SqsClient.class, queues.client(),
        new CallTrace(current::invocation, new QueueEffects(settings.stage())), new GrantedSqs(queues, function));
  }

  private SnsClient sns(Function function, InProcess.Current current) {
    return ClientProxy.of(SnsClient.class, push.client(function),
        new CallTrace(current::invocation, new PushEffects()), new GrantedSns(function, settings.stage()));
  }

  private Supplier<ApiGatewayManagementApiClient> connections(Function function, InProcess.Current current) {
    return () -> ClientProxy.of(ApiGatewayManagementApiClient.class,
        posting.computeIfAbsent(function, this::posting), new CallTrace(current::invocation, new PostEffects()),
        new GrantedConnections(function));
  }

  /** Signs as the function, by which the gateway knows who posts. */
  private ApiGatewayManagementApiClient posting(Function function) {
    return ApiGatewayManagementApiClient.builder().httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(AwsClients.POSTING).endpointOverride(settings.connectionsEndpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(function.name(), "local")))
        .build();
  }

  @Override
  public void close() {
    posting.values().forEach(ApiGatewayManagementApiClient::close);
  }
}
