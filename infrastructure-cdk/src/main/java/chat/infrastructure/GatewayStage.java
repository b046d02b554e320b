package chat.infrastructure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnParameterProps;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.CfnStageProps;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogGroupProps;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** What goes live of an API: throttled, with a log of who called what and nothing of what was said. */
final class GatewayStage {
  private GatewayStage() {}

  /**
   * Deploys whatever the API has when the stage is made.
   *
   * @param logs the name of the log group
   * @param logged of each call, by names of API Gateway's context; neither headers nor bodies, since those hold tokens and
   * what people say
   */
  static CfnStage create(Construct scope, String apiId, String name, CfnParameter rate, CfnParameter burst,
      String logs, String... logged) {
    return new CfnStage(scope, "Stage",
        CfnStageProps.builder().apiId(apiId).stageName(name).autoDeploy(true)
            .defaultRouteSettings(CfnStage.RouteSettingsProperty.builder().throttlingRateLimit(rate.getValueAsNumber())
                .throttlingBurstLimit(burst.getValueAsNumber()).build())
            .accessLogSettings(CfnStage.AccessLogSettingsProperty.builder().destinationArn(logArn(scope, logs))
                .format(format(logged)).build())
            .build());
  }

  /** A parameter of the stack with which the operator limits what the stage takes in. */
  static CfnParameter limit(Construct scope, String name, int standard, String description) {
    return new CfnParameter(Stack.of(scope), name, CfnParameterProps.builder().type("Number").description(description)
        .defaultValue(standard).minValue(1).build());
  }

  private static String logArn(Construct scope, String name) {
    LogGroup logGroup = new LogGroup(scope, "AccessLogs", LogGroupProps.builder()
        .logGroupName("/aws/apigateway/" + name).retention(RetentionDays.ONE_MONTH).removalPolicy(RemovalPolicy.DESTROY)
        .build());
    return Stack.of(scope).formatArn(ArnComponents.builder().service("logs").resource("log-group")
        .resourceName(logGroup.getLogGroupName()).arnFormat(ArnFormat.COLON_RESOURCE_NAME).build());
  }

  private static String format(String... logged) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : logged) {
      fields.put(name, "$context." + name);
    }
    return fields.entrySet().stream().map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
