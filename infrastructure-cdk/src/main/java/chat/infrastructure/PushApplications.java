package chat.infrastructure;

import chat.model.PushPlatform;
import chat.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.CustomResourceProps;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyDocumentProps;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.RoleProps;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.FunctionProps;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogGroupProps;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * SNS's platform applications, for which CloudFormation has no resource: a function makes them at the deployment. It reads
 * the credentials itself, so that no template holds them. Without any credentials there is no such function.
 */
final class PushApplications extends Construct {
  /** What a function is told where a platform has no application. */
  static final String NONE = "none";

  private static final String HANDLER = "chat.entrypoint.PlatformApplicationHandler";

  private final Map<PushPlatform, String> arns = new EnumMap<>(PushPlatform.class);

  PushApplications(Construct scope, StageName stage, PushCredentials credentials, FunctionsJar jar) {
    super(scope, "Push");
    if (!credentials.secrets().isEmpty()) {
      IFunction maker = maker(stage, credentials, jar);
      credentials.secrets().forEach(
          (platform, secret) -> arns.put(platform, application(platform, secret, stage, credentials, maker)));
    }
  }

  /** The ARN, or {@value #NONE}. */
  String arn(PushPlatform platform) {
    return arns.getOrDefault(platform, NONE);
  }

  /** Of the applications of a stage and of all endpoints there, on any platform. */
  static List<String> arns(Construct scope, StageName stage) {
    String name = Topology.pushApplicationIn(stage.value());
    return List.of(arn(scope, "app", "*/" + name), arn(scope, "endpoint", "*/" + name + "/*"));
  }

  private static String arn(Construct scope, String resource, String name) {
    return Stack.of(scope).formatArn(ArnComponents.builder().service("sns").resource(resource).resourceName(name)
        .arnFormat(ArnFormat.SLASH_RESOURCE_NAME).build());
  }

  private String application(PushPlatform platform, String secret, StageName stage, PushCredentials credentials,
      IFunction maker) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("Platform", platformInSns(platform));
    properties.put("Name", Topology.pushApplicationIn(stage.value()));
    properties.put("SecretArn", secret);
    properties.put("CredentialsVersion", credentials.version());
    return new CustomResource(this, platformInSns(platform),
        CustomResourceProps.builder().serviceToken(maker.getFunctionArn()).resourceType("Custom::PlatformApplication")
            .properties(properties).serviceTimeout(Duration.minutes(5)).build())
        .getRef();
  }

  private static String platformInSns(PushPlatform platform) {
    return switch (platform) {
      case APNS -> "APNS";
      case APNS_SANDBOX -> "APNS_SANDBOX";
      case FCM -> "GCM";
    };
  }

  private IFunction maker(StageName stage, PushCredentials credentials, FunctionsJar jar) {
    String name = stage.nameOf("platform-applications");
    LogGroup logGroup = new LogGroup(this, "Logs", LogGroupProps.builder().logGroupName("/aws/lambda/" + name)
        .retention(RetentionDays.ONE_MONTH).removalPolicy(RemovalPolicy.DESTROY).build());
    Role role = new Role(this, "Role", RoleProps.builder().assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
        .inlinePolicies(Map.of("grants", new PolicyDocument(
            PolicyDocumentProps.builder().statements(statements(stage, credentials, logGroup)).build())))
        .build());
    return new Function(this, "Function",
        FunctionProps.builder().functionName(name).runtime(Runtime.JAVA_25).architecture(Architecture.ARM_64)
            .handler(HANDLER).code(jar.code()).memorySize(512).timeout(Duration.minutes(2))
            .role(role.withoutPolicyUpdates()).logGroup(logGroup).build());
  }

  /** To make one, IAM asks for the right to make any. */
  private List<PolicyStatement> statements(StageName stage, PushCredentials credentials, LogGroup logGroup) {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(Grants.allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"),
        List.of(logGroup.getLogGroupArn())));
    statements
        .add(Grants.allow(List.of("secretsmanager:GetSecretValue"), List.copyOf(credentials.secrets().values())));
    statements.add(Grants.allow(List.of("sns:CreatePlatformApplication"), List.of(arn(this, "app", "*"))));
    // of any platform: one that is taken out of the stage is deleted after this has changed
    statements.add(Grants.allow(List.of("sns:DeletePlatformApplication", "sns:SetPlatformApplicationAttributes"),
        Arrays.stream(PushPlatform.values()).map(platform -> arn(this, "app",
            platformInSns(platform) + "/" + Topology.pushApplicationIn(stage.value()))).toList()));
    return statements;
  }
}
