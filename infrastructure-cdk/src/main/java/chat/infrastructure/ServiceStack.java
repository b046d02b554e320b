package chat.infrastructure;

import chat.topology.Function;
import chat.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnOutputProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** What may be thrown away and deployed again at any time: the functions and what calls them. */
final class ServiceStack extends Stack {
  private final Map<Function, ChatFunction> functions = new LinkedHashMap<>();

  ServiceStack(Construct scope, StageName stage, DataStack data, FunctionsJar jar) {
    super(scope, stage.nameOf("service"),
        StackProps.builder().description("Chat: the service of stage " + stage.value()).build());
    WebSocket webSocket = new WebSocket(this, stage);
    Environment environment = new Environment(this, stage, webSocket);
    List<StreamReader> readers = Topology.STREAM_SOURCES.stream()
        .map(source -> new StreamReader(this, source, stage, data.deployed(source.table()))).toList();
    for (Function function : Topology.FUNCTIONS) {
      List<StreamReader> read = readers.stream().filter(reader -> reader.feeds(function)).toList();
      Grants grants = new Grants(function, data::deployed, webSocket, read);
      functions.put(function, new ChatFunction(this, function, stage, jar, environment, grants));
    }
    webSocket.open(Topology.ROUTES, deployed(Topology.AUTHORIZER), this::deployed);
    for (StreamReader reader : readers) {
      reader.start(this::deployed);
    }
    new CfnOutput(this, "WebSocketUrl",
        CfnOutputProps.builder().description("Where clients connect").value(webSocket.clientAddress()).build());
  }

  private software.amazon.awscdk.services.lambda.Function deployed(Function function) {
    return Objects.requireNonNull(functions.get(function), function.name()).lambda();
  }
}
