package chat.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.infrastructure.Template.Resource;
import chat.topology.DeadLetterSource;
import chat.topology.Function;
import chat.topology.Function.Operation;
import chat.topology.Function.TableAccess;
import chat.topology.HttpRoute;
import chat.topology.Queue;
import chat.topology.QueueSource;
import chat.topology.Setting;
import chat.topology.StreamSource;
import chat.topology.Table;
import chat.topology.Topology;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The templates hold what the topology describes, and nothing that it does not. */
class TopologyParityTest {
  private static final String GATEWAY = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:";

  private final Synthesis synthesis = Synthesis.shared();
  private final StageName stage = synthesis.stage();
  private final Template data = synthesis.data();
  private final Template identity = synthesis.identity();
  private final Template service = synthesis.service();
  private final Resource api = gateway("WEBSOCKET");
  private final Resource restApi = gateway("HTTP");

  private record TableShape(List<String> keys, Map<String, List<String>> indexes, String stream,
      String timeToLive) {}

  @Test
  void tables() {
    Map<String, TableShape> expected = new TreeMap<>();
    for (Table table : Topology.TABLES) {
      List<String> keys = new ArrayList<>(List.of(key(table.partitionKey(), "HASH")));
      table.sortKey().ifPresent(sortKey -> keys.add(key(sortKey, "RANGE")));
      Map<String, List<String>> indexes = new TreeMap<>();
      table.indexes().forEach(index -> indexes.put(index.name(),
          List.of(key(index.partitionKey(), "HASH"), key(index.sortKey(), "RANGE"), "ALL")));
      expected.put(table.nameIn(stage.value()), new TableShape(keys, indexes, table.stream() ? "NEW_IMAGE" : "",
          table.timeToLive().orElse("")));
    }
    Map<String, TableShape> actual = new TreeMap<>();
    for (Resource table : data.ofType("AWS::DynamoDB::Table")) {
      Map<String, String> types = table.property("AttributeDefinitions").valueStream().collect(Collectors
          .toMap(attribute -> attribute.path("AttributeName").asText(),
              attribute -> attribute.path("AttributeType").asText()));
      Map<String, List<String>> indexes = new TreeMap<>();
      for (JsonNode index : table.property("GlobalSecondaryIndexes")) {
        List<String> keys = new ArrayList<>(keys(index.path("KeySchema"), types));
        keys.add(index.path("Projection").path("ProjectionType").asText());
        indexes.put(index.path("IndexName").asText(), keys);
      }
      actual.put(table.property("TableName").asText(), new TableShape(keys(table.property("KeySchema"), types), indexes,
          table.property("StreamSpecification").path("StreamViewType").asText(),
          table.property("TimeToLiveSpecification").path("AttributeName").asText()));
    }
    assertEquals(expected, actual);
  }

  @Test
  void tablesSurvive() {
    for (Resource table : data.ofType("AWS::DynamoDB::Table")) {
      assertEquals("Retain", table.json().path("DeletionPolicy").asText());
      assertEquals("Retain", table.json().path("UpdateReplacePolicy").asText());
      assertTrue(table.property("DeletionProtectionEnabled").asBoolean());
      assertTrue(table.property("PointInTimeRecoverySpecification").path("PointInTimeRecoveryEnabled").asBoolean());
      assertEquals("PAY_PER_REQUEST", table.property("BillingMode").asText());
    }
  }

  private record FunctionShape(String name, String handler, int memory, long timeout, String runtime,
      String architecture) {}

  @Test
  void functions() {
    Set<FunctionShape> expected = Topology.FUNCTIONS.stream()
        .map(function -> new FunctionShape(stage.nameOf(function.name()), function.handler(),
            function.memoryMegabytes(), function.timeout().toSeconds(), "java25", "arm64"))
        .collect(Collectors.toSet());
    Set<FunctionShape> actual = lambdas().map(lambda -> new FunctionShape(lambda.property("FunctionName").asText(),
        lambda.property("Handler").asText(), lambda.property("MemorySize").asInt(), lambda.property("Timeout").asLong(),
        lambda.property("Runtime").asText(), String.join(",", service.texts(lambda.property("Architectures")))))
        .collect(Collectors.toSet());
    assertEquals(expected, actual);
    assertEquals(Topology.FUNCTIONS.size(), lambdas().count());
  }

  @Test
  void environment() {
    String host = api.reference() + ".execute-api.${AWS::Region}.${AWS::URLSuffix}/" + stage.value();
    Map<String, String> expected = new TreeMap<>(Map.of("JAVA_TOOL_OPTIONS",
        "-XX:+TieredCompilation -XX:TieredStopAtLevel=1 -Dhttp.maxConnections=64"));
    for (Setting setting : Setting.values()) {
      expected.put(setting.name(), switch (setting) {
        case STAGE -> stage.value();
        case CONNECTIONS_ENDPOINT -> "https://" + host;
        case TOKEN_ISSUER -> issuer();
        case TOKEN_AUDIENCE -> identity.only("AWS::Cognito::UserPoolClient").reference();
        case TOKEN_JWKS_URI -> issuer() + "/.well-known/jwks.json";
        case HEARTBEAT_SECONDS -> "${HeartbeatSeconds}";
        case LEASE_SECONDS -> "${LeaseSeconds}";
        case IDLE_HEARTBEAT_SECONDS -> "${IdleHeartbeatSeconds}";
        case GRACE_SECONDS -> "${GraceSeconds}";
        case FAN_OUT_QUEUE -> queue(Topology.FAN_OUT_QUEUE).reference();
        case RETRY_QUEUE -> queue(Topology.RETRY_QUEUE).reference();
        case ERASURE_QUEUE -> queue(Topology.ERASURE_QUEUE).reference();
        case PRESENCE_QUEUE -> queue(Topology.PRESENCE_QUEUE).reference();
        case PUSH_QUEUE -> queue(Topology.PUSH_QUEUE).reference();
        case APNS_APPLICATION, APNS_SANDBOX_APPLICATION, FCM_APPLICATION -> "none";
        case EXPRESS_MEMBERS -> "${ExpressMembers}";
      });
    }
    lambdas().forEach(lambda -> {
      Map<String, String> actual = new TreeMap<>();
      lambda.property("Environment").path("Variables").properties()
          .forEach(variable -> actual.put(variable.getKey(), service.text(variable.getValue())));
      assertEquals(expected, actual, lambda.logicalId());
    });
    assertEquals("wss://" + host, service.text(service.json().path("Outputs").path("WebSocketUrl").path("Value")));
  }

  @Test
  void grants() {
    for (Function function : Topology.FUNCTIONS) {
      assertEquals(expectedGrants(function), actualGrants(lambda(function)), function.name());
    }
  }

  private record RouteShape(String key, String function, String authorization, String responseSelection,
      List<String> responses) {}

  @Test
  void routes() {
    Set<RouteShape> expected = Topology.ROUTES.stream()
        .map(route -> new RouteShape(route.key(), invocation(route.function()),
            route.key().equals(Topology.CONNECT_ROUTE) ? "CUSTOM" : "NONE", route.answers() ? "$default" : "",
            route.answers() ? List.of("$default") : List.of()))
        .collect(Collectors.toSet());
    Set<RouteShape> actual = of(api, "AWS::ApiGatewayV2::Route").map(route -> {
      List<String> responses = service.ofType("AWS::ApiGatewayV2::RouteResponse").stream()
          .filter(response -> service.text(response.property("RouteId")).equals(route.reference()))
          .map(response -> response.property("RouteResponseKey").asText()).toList();
      return new RouteShape(route.property("RouteKey").asText(), integration(route),
          route.property("AuthorizationType").asText(), route.property("RouteResponseSelectionExpression").asText(),
          responses);
    }).collect(Collectors.toSet());
    assertEquals(expected, actual);
    assertEquals(Topology.ROUTES.size(), of(api, "AWS::ApiGatewayV2::Route").count());
    assertEquals(Topology.ROUTE_SELECTION, api.property("RouteSelectionExpression").asText());
  }

  private record HttpRouteShape(String key, String function, String authorization, String authorizer) {}

  @Test
  void httpRoutes() {
    String authorizer = only(restApi, "AWS::ApiGatewayV2::Authorizer").reference();
    Set<HttpRouteShape> expected = Topology.HTTP_ROUTES.stream()
        .map(route -> new HttpRouteShape(route.key(), arn(route.function()), route.authorized() ? "JWT" : "",
            route.authorized() ? authorizer : ""))
        .collect(Collectors.toSet());
    Set<HttpRouteShape> actual = of(restApi, "AWS::ApiGatewayV2::Route")
        .map(route -> new HttpRouteShape(route.property("RouteKey").asText(), integration(route),
            route.property("AuthorizationType").asText(), service.text(route.property("AuthorizerId"))))
        .collect(Collectors.toSet());
    assertEquals(expected, actual);
    assertEquals(Topology.HTTP_ROUTES.size(), of(restApi, "AWS::ApiGatewayV2::Route").count());
  }

  @Test
  void tokensAreOfTheIssuerAndForUs() {
    Resource authorizer = only(restApi, "AWS::ApiGatewayV2::Authorizer");
    assertEquals("JWT", authorizer.property("AuthorizerType").asText());
    assertEquals(List.of("$request.header.Authorization"), service.texts(authorizer.property("IdentitySource")));
    assertEquals(issuer(), service.text(authorizer.property("JwtConfiguration").path("Issuer")));
    assertEquals(List.of(identity.only("AWS::Cognito::UserPoolClient").reference()),
        service.texts(authorizer.property("JwtConfiguration").path("Audience")));
  }

  @Test
  void pagesOfTheConfiguredOriginsMayCall() {
    JsonNode cors = restApi.property("CorsConfiguration");
    assertEquals(List.of("http://localhost:8080"), service.texts(cors.path("AllowOrigins")));
    assertEquals(Topology.CORS_METHODS, service.texts(cors.path("AllowMethods")));
    assertEquals(Topology.CORS_HEADERS, service.texts(cors.path("AllowHeaders")));
    assertEquals(Topology.CORS_EXPOSED_HEADERS, service.texts(cors.path("ExposeHeaders")));
    assertTrue(cors.path("AllowCredentials").isMissingNode());
  }

  @Test
  void authorizer() {
    Resource authorizer = only(api, "AWS::ApiGatewayV2::Authorizer");
    assertEquals("REQUEST", authorizer.property("AuthorizerType").asText());
    assertEquals(List.of("route.request.header." + Topology.IDENTITY_HEADER),
        service.texts(authorizer.property("IdentitySource")));
    assertEquals(invocation(Topology.AUTHORIZER), service.text(authorizer.property("AuthorizerUri")));
  }

  @Test
  void gatewayMayInvokeWhatItRoutesTo() {
    Set<String> expected = Topology.ROUTES.stream()
        .map(route -> arn(route.function()) + " from " + GATEWAY + api.reference() + "/*" + route.key())
        .collect(Collectors.toCollection(TreeSet::new));
    expected.add(arn(Topology.AUTHORIZER) + " from " + GATEWAY + api.reference() + "/authorizers/"
        + only(api, "AWS::ApiGatewayV2::Authorizer").reference());
    Topology.HTTP_ROUTES.stream()
        .map(route -> arn(route.function()) + " from " + GATEWAY + restApi.reference() + "/*/*")
        .forEach(expected::add);
    Set<String> actual = service.ofType("AWS::Lambda::Permission").stream()
        .map(permission -> service.text(permission.property("FunctionName")) + " from "
            + service.text(permission.property("SourceArn")))
        .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(expected, actual);
  }

  @Test
  void stageIsThrottledAndLogsNeitherHeadersNorBodies() {
    Resource deployment = only(api, "AWS::ApiGatewayV2::Stage");
    assertEquals(stage.value(), deployment.property("StageName").asText());
    JsonNode limits = deployment.property("DefaultRouteSettings");
    assertEquals("${FramesPerSecond}", service.text(limits.path("ThrottlingRateLimit")));
    assertEquals("${FrameBurst}", service.text(limits.path("ThrottlingBurstLimit")));
    assertEquals("{\"requestId\":\"$context.requestId\",\"connectionId\":\"$context.connectionId\","
        + "\"routeKey\":\"$context.routeKey\",\"status\":\"$context.status\"}",
        deployment.property("AccessLogSettings").path("Format").asText());
  }

  @Test
  void theRestApiIsThrottledAndLogsNeitherHeadersNorBodies() {
    Resource deployment = only(restApi, "AWS::ApiGatewayV2::Stage");
    assertEquals("$default", deployment.property("StageName").asText());
    JsonNode limits = deployment.property("DefaultRouteSettings");
    assertEquals("${RequestsPerSecond}", service.text(limits.path("ThrottlingRateLimit")));
    assertEquals("${RequestBurst}", service.text(limits.path("ThrottlingBurstLimit")));
    assertEquals("{\"requestId\":\"$context.requestId\",\"routeKey\":\"$context.routeKey\","
        + "\"status\":\"$context.status\",\"responseLatency\":\"$context.responseLatency\","
        + "\"authorizer.error\":\"$context.authorizer.error\","
        + "\"integrationErrorMessage\":\"$context.integrationErrorMessage\"}",
        deployment.property("AccessLogSettings").path("Format").asText());
  }

  private record SourceShape(String stream, String function, List<String> filters, int batchSize, long window,
      int parallelization,
      int retries, long maxAge, boolean halves, List<String> reports, String position, String deadLetters) {}

  @Test
  void streamSources() {
    Set<SourceShape> expected = Topology.STREAM_SOURCES.stream()
        .map(source -> new SourceShape(table(source.table()).attribute("StreamArn"),
            lambda(source.function()).reference(),
            source.insertsOnly() ? List.of("{\"eventName\":[\"INSERT\"]}") : List.of(), source.batchSize(),
            source.window().toSeconds(),
            source.parallelization(), source.retries(), source.maxAge().toSeconds(), true,
            List.of("ReportBatchItemFailures"), "TRIM_HORIZON",
            deadLetters(source).attribute("Arn")))
        .collect(Collectors.toSet());
    List<Resource> mappings = mappings(true);
    Set<SourceShape> actual = mappings.stream()
        .map(mapping -> new SourceShape(service.text(mapping.property("EventSourceArn")),
            service.text(mapping.property("FunctionName")),
            mapping.property("FilterCriteria").path("Filters").valueStream()
                .map(filter -> filter.path("Pattern").asText()).toList(),
            mapping.property("BatchSize").asInt(), mapping.property("MaximumBatchingWindowInSeconds").asLong(),
            mapping.property("ParallelizationFactor").asInt(), mapping.property("MaximumRetryAttempts").asInt(),
            mapping.property("MaximumRecordAgeInSeconds").asLong(),
            mapping.property("BisectBatchOnFunctionError").asBoolean(),
            service.texts(mapping.property("FunctionResponseTypes")), mapping.property("StartingPosition").asText(),
            service.text(mapping.property("DestinationConfig").path("OnFailure").path("Destination"))))
        .collect(Collectors.toSet());
    assertEquals(expected, actual);
    assertEquals(Topology.STREAM_SOURCES.size(), mappings.size());
  }

  private record QueueShape(String name, long visibilityTimeout, int maxReceives, String deadLetters) {}

  @Test
  void queues() {
    Set<QueueShape> expected = Topology.QUEUES.stream()
        .map(queue -> new QueueShape(queue.nameIn(stage.value()), queue.visibilityTimeout().toSeconds(),
            queue.maxReceives(), deadLetters(queue).attribute("Arn")))
        .collect(Collectors.toSet());
    List<Resource> redriven = service.ofType("AWS::SQS::Queue").stream()
        .filter(queue -> !queue.property("RedrivePolicy").isMissingNode()).toList();
    Set<QueueShape> actual = redriven.stream()
        .map(queue -> new QueueShape(queue.property("QueueName").asText(),
            queue.property("VisibilityTimeout").asLong(),
            queue.property("RedrivePolicy").path("maxReceiveCount").asInt(),
            service.text(queue.property("RedrivePolicy").path("deadLetterTargetArn"))))
        .collect(Collectors.toSet());
    assertEquals(expected, actual);
    assertEquals(Topology.QUEUES.size(), redriven.size());
  }

  private record QueueSourceShape(String queue, String function, int batchSize, int maxConcurrency,
      List<String> reports) {}

  @Test
  void queueSources() {
    Set<QueueSourceShape> expected = Topology.QUEUE_SOURCES.stream()
        .map(source -> new QueueSourceShape(queue(source.queue()).attribute("Arn"),
            lambda(source.function()).reference(), source.batchSize(), source.maxConcurrency(),
            List.of("ReportBatchItemFailures")))
        .collect(Collectors.toSet());
    List<Resource> mappings = mappings(false);
    Set<QueueSourceShape> actual = mappings.stream()
        .map(mapping -> new QueueSourceShape(service.text(mapping.property("EventSourceArn")),
            service.text(mapping.property("FunctionName")), mapping.property("BatchSize").asInt(),
            mapping.property("ScalingConfig").path("MaximumConcurrency").asInt(),
            service.texts(mapping.property("FunctionResponseTypes"))))
        .collect(Collectors.toSet());
    assertEquals(expected, actual);
    assertEquals(Topology.QUEUE_SOURCES.size(), mappings.size());
  }

  /** Only a stream has a position to start at. */
  private List<Resource> mappings(boolean ofStreams) {
    return service.ofType("AWS::Lambda::EventSourceMapping").stream()
        .filter(mapping -> mapping.property("StartingPosition").isMissingNode() != ofStreams).toList();
  }

  @Test
  void queuesAreEncryptedOnTheWayAndAtRest() {
    for (Resource queue : service.ofType("AWS::SQS::Queue")) {
      assertTrue(queue.property("SqsManagedSseEnabled").asBoolean(), queue.logicalId());
      assertEquals(1, service.ofType("AWS::SQS::QueuePolicy").stream()
          .filter(policy -> service.texts(policy.property("Queues")).contains(queue.reference()))
          .filter(policy -> policy.json().toString().contains("{\"aws:SecureTransport\":\"false\"}")).count());
    }
  }

  @Test
  void deadLettersAreKeptAndRaiseAnAlarm() {
    deadLetters().forEach(queue -> {
      assertEquals(14 * 24 * 60 * 60, queue.property("MessageRetentionPeriod").asInt());
      assertEquals(1, service.ofType("AWS::CloudWatch::Alarm").stream()
          .filter(alarm -> service.text(alarm.property("Dimensions").path(0).path("Value"))
              .equals(queue.attribute("QueueName")))
          .filter(alarm -> alarm.property("MetricName").asText().equals("ApproximateNumberOfMessagesVisible"))
          .filter(alarm -> alarm.property("Threshold").asInt() == 1).count());
    });
  }

  /** Whatever the topology describes is counted elsewhere; this is what may stand beside it, and how often. */
  @Test
  void nothingElse() {
    int functions = Topology.FUNCTIONS.size();
    int routes = Topology.ROUTES.size();
    int deadLetters = Math.toIntExact(deadLetters().count());
    assertEquals(new TreeMap<>(Map.of("AWS::DynamoDB::Table", (long) Topology.TABLES.size())), counted(data));
    Map<String, Long> expected = new TreeMap<>();
    expected.put("AWS::Lambda::Function", (long) functions);
    expected.put("AWS::IAM::Role", (long) functions);
    long restFunctions = Topology.HTTP_ROUTES.stream().map(HttpRoute::function).distinct().count();
    expected.put("AWS::Logs::LogGroup", functions + 2L);
    expected.put("AWS::ApiGatewayV2::Api", 2L);
    expected.put("AWS::ApiGatewayV2::Stage", 2L);
    expected.put("AWS::ApiGatewayV2::Authorizer", 2L);
    expected.put("AWS::ApiGatewayV2::Route", (long) routes + Topology.HTTP_ROUTES.size());
    expected.put("AWS::ApiGatewayV2::Integration", routes + restFunctions);
    expected.put("AWS::ApiGatewayV2::RouteResponse",
        Topology.ROUTES.stream().filter(chat.topology.Route::answers).count());
    expected.put("AWS::Lambda::Permission", routes + 1L + restFunctions);
    expected.put("AWS::Lambda::EventSourceMapping",
        (long) Topology.STREAM_SOURCES.size() + Topology.QUEUE_SOURCES.size());
    expected.put("AWS::SQS::Queue", (long) Topology.QUEUES.size() + deadLetters);
    expected.put("AWS::SQS::QueuePolicy", (long) Topology.QUEUES.size() + deadLetters);
    expected.put("AWS::CloudWatch::Alarm", (long) deadLetters);
    assertEquals(expected, counted(service));
  }

  private Set<String> expectedGrants(Function function) {
    Set<String> grants = new TreeSet<>();
    String logs = service.ofType("AWS::Logs::LogGroup").stream()
        .filter(group -> group.property("LogGroupName").asText().equals("/aws/lambda/" + stage.nameOf(function.name())))
        .findFirst().orElseThrow().attribute("Arn");
    grants.add("logs:CreateLogStream " + logs);
    grants.add("logs:PutLogEvents " + logs);
    for (TableAccess access : function.access()) {
      String arn = table(access.table()).attribute("Arn");
      access.operations().forEach(operation -> grants.add(operation.iamAction() + " " + arn));
      if (access.operations().contains(Operation.QUERY)) {
        access.table().indexes().forEach(index -> grants.add("dynamodb:Query " + arn + "/index/" + index.name()));
      }
    }
    if (function.postsToConnections()) {
      grants.add("execute-api:ManageConnections " + GATEWAY + api.reference() + "/" + stage.value()
          + "/POST/@connections/*");
    }
    if (function.closesConnections()) {
      grants.add("execute-api:ManageConnections " + GATEWAY + api.reference() + "/" + stage.value()
          + "/DELETE/@connections/*");
    }
    String sns = "arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:";
    String application = "*/" + Topology.pushApplicationIn(stage.value());
    function.push().iamActions().forEach(action -> grants
        .addAll(
            List.of(action + " " + sns + "app/" + application, action + " " + sns + "endpoint/" + application + "/*")));
    for (StreamSource source : Topology.STREAM_SOURCES) {
      if (source.function().equals(function)) {
        String stream = table(source.table()).attribute("StreamArn");
        List.of("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
            .forEach(action -> grants.add("dynamodb:" + action + " " + stream));
        grants.add("sqs:SendMessage " + deadLetters(source).attribute("Arn"));
      }
    }
    function.sendsTo().forEach(queue -> grants.add("sqs:SendMessage " + queue(queue).attribute("Arn")));
    for (QueueSource source : Topology.QUEUE_SOURCES) {
      if (source.function().equals(function)) {
        List.of("DeleteMessage", "GetQueueAttributes", "ReceiveMessage")
            .forEach(action -> grants.add("sqs:" + action + " " + queue(source.queue()).attribute("Arn")));
      }
    }
    return grants;
  }

  private Set<String> actualGrants(Resource lambda) {
    Resource role = service.ofType("AWS::IAM::Role").stream()
        .filter(candidate -> candidate.attribute("Arn").equals(service.text(lambda.property("Role")))).findFirst()
        .orElseThrow();
    assertTrue(role.property("ManagedPolicyArns").isMissingNode(), role.logicalId());
    Set<String> grants = new TreeSet<>();
    for (JsonNode policy : role.property("Policies")) {
      for (JsonNode statement : policy.path("PolicyDocument").path("Statement")) {
        assertEquals(Set.of("Action", "Effect", "Resource"),
            statement.propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet()));
        assertEquals("Allow", statement.path("Effect").asText());
        for (String action : service.texts(statement.path("Action"))) {
          service.texts(statement.path("Resource")).forEach(resource -> grants.add(action + " " + resource));
        }
      }
    }
    return grants;
  }

  private String issuer() {
    return "https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}/"
        + identity.only("AWS::Cognito::UserPool").reference();
  }

  private Resource gateway(String protocol) {
    return service.ofType("AWS::ApiGatewayV2::Api").stream()
        .filter(candidate -> candidate.property("ProtocolType").asText().equals(protocol)).findFirst().orElseThrow();
  }

  /** Those of the type that belong to that API. */
  private Stream<Resource> of(Resource gateway, String type) {
    return service.ofType(type).stream()
        .filter(part -> service.text(part.property("ApiId")).equals(gateway.reference()));
  }

  private Resource only(Resource gateway, String type) {
    List<Resource> found = of(gateway, type).toList();
    assertEquals(1, found.size(), type);
    return found.getFirst();
  }

  private Stream<Resource> lambdas() {
    return service.ofType("AWS::Lambda::Function").stream();
  }

  private Resource lambda(Function function) {
    return lambdas().filter(lambda -> lambda.property("Handler").asText().equals(function.handler())).findFirst()
        .orElseThrow(() -> new AssertionError("No function has the handler " + function.handler()));
  }

  private String arn(Function function) {
    return lambda(function).attribute("Arn");
  }

  private String invocation(Function function) {
    return "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/" + arn(function)
        + "/invocations";
  }

  private String integration(Resource route) {
    Resource integration = service.ofType("AWS::ApiGatewayV2::Integration").stream()
        .filter(candidate -> service.text(route.property("Target")).equals("integrations/" + candidate.reference()))
        .findFirst().orElseThrow();
    assertEquals("AWS_PROXY", integration.property("IntegrationType").asText());
    return service.text(integration.property("IntegrationUri"));
  }

  private Resource table(Table table) {
    return data.ofType("AWS::DynamoDB::Table").stream()
        .filter(candidate -> candidate.property("TableName").asText().equals(table.nameIn(stage.value()))).findFirst()
        .orElseThrow(() -> new AssertionError("There is no table " + table.name()));
  }

  private Resource queue(Queue queue) {
    return queueNamed(queue.nameIn(stage.value()));
  }

  private Stream<Resource> deadLetters() {
    return Topology.DEAD_LETTER_SOURCES.stream().map(this::deadLetters);
  }

  private Resource deadLetters(DeadLetterSource source) {
    return queueNamed(source.deadLettersIn(stage.value()));
  }

  private Resource queueNamed(String name) {
    return service.ofType("AWS::SQS::Queue").stream()
        .filter(queue -> queue.property("QueueName").asText().equals(name)).findFirst()
        .orElseThrow(() -> new AssertionError("There is no queue " + name));
  }

  private static Map<String, Long> counted(Template template) {
    return template.resources().stream()
        .collect(Collectors.groupingBy(Resource::type, TreeMap::new, Collectors.counting()));
  }

  private static String key(Table.Attribute attribute, String role) {
    String type = switch (attribute.type()) {
      case TEXT -> "S";
      case NUMBER -> "N";
    };
    return attribute.name() + " " + type + " " + role;
  }

  private static List<String> keys(JsonNode schema, Map<String, String> types) {
    return schema.valueStream().map(key -> {
      String name = key.path("AttributeName").asText();
      return name + " " + types.get(name) + " " + key.path("KeyType").asText();
    }).toList();
  }
}
