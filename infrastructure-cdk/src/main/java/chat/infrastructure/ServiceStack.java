package chat.infrastructure;

import chat.topology.Function;
import chat.topology.Queue;
import chat.topology.QueueSource;
import chat.topology.StreamSource;
import chat.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnOutputProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * What may be thrown away and deployed again at any time: the functions, what calls them, and the queues between them,
 * which hold nothing that the tables do not.
 */
final class ServiceStack extends Stack {
  private final Map<Function, ChatFunction> functions = new LinkedHashMap<>();
  private final Map<Queue, ChatQueue> queues = new LinkedHashMap<>();

  ServiceStack(Construct scope, StageName stage, DataStack data, Optional<IdentityStack> identity,
      List<String> webOrigins, PushCredentials credentials, FunctionsJar jar) {
    super(scope, stage.nameOf("service"),
        StackProps.builder().description("Chat: the service of stage " + stage.value()).build());
    WebSocket webSocket = new WebSocket(this, stage);
    for (Queue queue : Topology.QUEUES) {
      queues.put(queue, new ChatQueue(this, queue, stage));
    }
    Issuer issuer = identity.map(IdentityStack::issuer).orElseGet(() -> Issuer.ofParameters(this));
    PushApplications push = new PushApplications(this, stage, credentials, jar);
    Environment environment = new Environment(this, stage, issuer, webSocket, this::deployed, push);
    List<EventSource> sources = sources(stage, data);
    for (Function function : Topology.FUNCTIONS) {
      List<EventSource> feeding = sources.stream().filter(source -> source.feeds(function)).toList();
      Grants grants = new Grants(function, data::deployed, this::deployed, webSocket,
          PushApplications.arns(this, stage), feeding);
      functions.put(function, new ChatFunction(this, function, stage, jar, environment, grants));
    }
    webSocket.open(Topology.ROUTES, deployed(Topology.AUTHORIZER), this::deployed);
    RestApi rest = new RestApi(this, stage, issuer, webOrigins, this::deployed);
    for (EventSource source : sources) {
      source.start(this::deployed);
    }
    new CfnOutput(this, "WebSocketUrl",
        CfnOutputProps.builder().description("Where clients connect").value(webSocket.clientAddress()).build());
    new CfnOutput(this, "RestUrl",
        CfnOutputProps.builder().description("Where clients call the REST API").value(rest.clientAddress()).build());
  }

  private List<EventSource> sources(StageName stage, DataStack data) {
    List<EventSource> sources = new ArrayList<>();
    for (StreamSource source : Topology.STREAM_SOURCES) {
      sources.add(new StreamReader(this, source, stage, data.deployed(source.table())));
    }
    for (QueueSource source : Topology.QUEUE_SOURCES) {
      sources.add(new QueueReader(this, source, deployed(source.queue())));
    }
    return sources;
  }

  private ChatQueue deployed(Queue queue) {
    return Objects.requireNonNull(queues.get(queue), queue.name());
  }

  private software.amazon.awscdk.services.lambda.Function deployed(Function function) {
    return Objects.requireNonNull(functions.get(function), function.name()).lambda();
  }
}
