package chat.infrastructure;

import chat.topology.Function;
import chat.topology.Route;
import chat.topology.Topology;
import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.WebSocketLambdaAuthorizer;
import software.amazon.awscdk.aws_apigatewayv2_authorizers.WebSocketLambdaAuthorizerProps;
import software.amazon.awscdk.aws_apigatewayv2_integrations.WebSocketLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.WebSocketApi;
import software.amazon.awscdk.services.apigatewayv2.WebSocketApiProps;
import software.amazon.awscdk.services.apigatewayv2.WebSocketRouteOptions;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/** The gateway that clients connect to. */
final class WebSocket extends Construct {
  private final StageName stage;
  private final WebSocketApi api;

  /** Creates the API alone, since functions must know its address before its routes can name the functions. */
  WebSocket(Construct scope, StageName stage) {
    super(scope, "WebSocket");
    this.stage = stage;
    api = new WebSocketApi(this, "Api", WebSocketApiProps.builder().apiName("chat-" + stage.value())
        .routeSelectionExpression(Topology.ROUTE_SELECTION).build());
  }

  /** Adds the routes, then the stage, whose first deployment thereby holds them all. */
  void open(List<Route> routes, IFunction authorizer,
      java.util.function.Function<Function, ? extends IFunction> functions) {
    var identity = new WebSocketLambdaAuthorizer("Authorizer", authorizer, WebSocketLambdaAuthorizerProps.builder()
        .identitySource(List.of("route.request.header." + Topology.IDENTITY_HEADER)).build());
    CfnStage deployment = createStage();
    for (Route route : routes) {
      var options = WebSocketRouteOptions.builder().returnResponse(route.answers())
          .integration(new WebSocketLambdaIntegration(route.function().name(), functions.apply(route.function())));
      if (route.key().equals(Topology.CONNECT_ROUTE)) {
        options.authorizer(identity);
      }
      deployment.getNode().addDependency(api.addRoute(route.key(), options.build()));
    }
  }

  /** Where clients connect. */
  String clientAddress() {
    return "wss://" + host() + "/" + stage.value();
  }

  /** Where {@code @connections} posts go. */
  String connectionsEndpoint() {
    return "https://" + host() + "/" + stage.value();
  }

  /** The right to post to any open socket of this stage, and neither to close one nor to look at it. */
  String postArn() {
    return connectionsArn("POST");
  }

  /** The right to close any open socket of this stage. */
  String closeArn() {
    return connectionsArn("DELETE");
  }

  private String connectionsArn(String method) {
    return Stack.of(this).formatArn(ArnComponents.builder().service("execute-api").resource(api.getApiId())
        .resourceName(stage.value() + "/" + method + "/@connections/*").arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
        .build());
  }

  private String host() {
    Stack stack = Stack.of(this);
    return api.getApiId() + ".execute-api." + stack.getRegion() + "." + stack.getUrlSuffix();
  }

  private CfnStage createStage() {
    CfnParameter rate = GatewayStage.limit(this, "FramesPerSecond", 2000,
        "Frames a second that the stage takes in; posts to clients draw on the same limit of the account");
    CfnParameter burst = GatewayStage.limit(this, "FrameBurst", 1000,
        "Frames that the stage takes in at one instant");
    return GatewayStage.create(this, api.getApiId(), stage.value(), rate, burst, "chat-" + stage.value(), "requestId",
        "connectionId", "routeKey", "status");
  }
}
