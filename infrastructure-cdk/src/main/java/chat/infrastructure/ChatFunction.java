package chat.infrastructure;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.RoleProps;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionProps;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogGroupProps;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** A function with a role and a log group of its own. */
final class ChatFunction extends Construct {
  private final Function lambda;

  ChatFunction(Construct scope, chat.topology.Function function, StageName stage, FunctionsJar jar,
      Environment environment, Grants grants) {
    super(scope, function.name());
    String name = stage.nameOf(function.name());
    LogGroup logGroup = new LogGroup(this, "Logs", LogGroupProps.builder().logGroupName("/aws/lambda/" + name)
        .retention(RetentionDays.ONE_MONTH).removalPolicy(RemovalPolicy.DESTROY).build());
    Role role = new Role(this, "Role",
        RoleProps.builder().assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            // part of the role, so that no function ever starts before it has its grants
            .inlinePolicies(Map.of("grants", grants.document(logGroup))).build());
    lambda = new Function(this, "Function",
        FunctionProps.builder().functionName(name).runtime(Runtime.JAVA_25).architecture(Architecture.ARM_64)
            .handler(function.handler()).code(jar.code()).memorySize(function.memoryMegabytes())
            .timeout(Duration.seconds(function.timeout().toSeconds())).environment(environment.variables())
            // nothing that CDK wires to the function may widen what it may do
            .role(role.withoutPolicyUpdates()).logGroup(logGroup).build());
  }

  Function lambda() {
    return lambda;
  }
}
