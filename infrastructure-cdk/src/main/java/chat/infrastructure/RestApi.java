package chat.infrastructure;

import chat.topology.Function;
import chat.topology.HttpRoute;
import chat.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.apigatewayv2.CfnApiProps;
import software.amazon.awscdk.services.apigatewayv2.CfnAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.CfnAuthorizerProps;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegrationProps;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.CfnRouteProps;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.CfnPermissionProps;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/**
 * The gateway of the REST API. Every route is written out, since CDK's own would give each a permission of its own, and a
 * function's policy holds only so many.
 */
final class RestApi extends Construct {
  private static final String STAGE = "$default";
  private static final int PREFLIGHT_SECONDS = 3_600;

  private final StageName stage;
  private final CfnApi api;
  private final Map<Function, CfnIntegration> integrations = new LinkedHashMap<>();

  RestApi(Construct scope, StageName stage, Issuer issuer, List<String> webOrigins,
      java.util.function.Function<Function, ? extends IFunction> functions) {
    super(scope, "Rest");
    this.stage = stage;
    api = new CfnApi(this, "Api", CfnApiProps.builder().name("chat-" + stage.value() + "-rest").protocolType("HTTP")
        .corsConfiguration(CfnApi.CorsProperty.builder().allowOrigins(webOrigins)
            .allowMethods(Topology.CORS_METHODS).allowHeaders(Topology.CORS_HEADERS)
            .exposeHeaders(Topology.CORS_EXPOSED_HEADERS).maxAge(PREFLIGHT_SECONDS).build())
        .build());
    CfnAuthorizer tokens = new CfnAuthorizer(this, "Tokens", CfnAuthorizerProps.builder().apiId(api.getRef())
        .name("tokens").authorizerType("JWT").identitySource(List.of("$request.header.Authorization"))
        .jwtConfiguration(CfnAuthorizer.JWTConfigurationProperty.builder().issuer(issuer.address())
            .audience(List.of(issuer.audience())).build())
        .build());
    CfnStage deployment = createStage();
    for (HttpRoute route : Topology.HTTP_ROUTES) {
      CfnIntegration integration = integrations.computeIfAbsent(route.function(),
          function -> integration(function, functions.apply(function)));
      deployment.getNode().addDependency(route(route, integration, tokens));
    }
  }

  /** Where clients call. */
  String clientAddress() {
    return api.getAttrApiEndpoint();
  }

  private CfnRoute route(HttpRoute route, CfnIntegration integration, CfnAuthorizer tokens) {
    var properties = CfnRouteProps.builder().apiId(api.getRef()).routeKey(route.key())
        .target("integrations/" + integration.getRef());
    if (route.authorized()) {
      properties.authorizationType("JWT").authorizerId(tokens.getRef()).authorizationScopes(route.scopes());
    }
    return new CfnRoute(this, route.key(), properties.build());
  }

  /** One for each function, and with it the permission to call the function for any route. */
  private CfnIntegration integration(Function function, IFunction lambda) {
    new CfnPermission(this, function.name() + "-permission",
        CfnPermissionProps.builder().action("lambda:InvokeFunction").functionName(lambda.getFunctionArn())
            .principal("apigateway.amazonaws.com").sourceArn(Stack.of(this).formatArn(ArnComponents.builder()
                .service("execute-api").resource(api.getRef()).resourceName("*/*").arnFormat(
                    ArnFormat.SLASH_RESOURCE_NAME)
                .build()))
            .build());
    return new CfnIntegration(this, function.name(), CfnIntegrationProps.builder().apiId(api.getRef())
        .integrationType("AWS_PROXY").integrationUri(lambda.getFunctionArn()).payloadFormatVersion("2.0").build());
  }

  private CfnStage createStage() {
    CfnParameter rate = GatewayStage.limit(this, "RequestsPerSecond", 1000,
        "Requests a second that the REST API takes in");
    CfnParameter burst = GatewayStage.limit(this, "RequestBurst", 500,
        "Requests that the REST API takes in at one instant");
    return GatewayStage.create(this, api.getRef(), STAGE, rate, burst, "chat-" + stage.value() + "-rest", "requestId",
        "routeKey", "status", "responseLatency", "authorizer.error", "integrationErrorMessage");
  }
}
