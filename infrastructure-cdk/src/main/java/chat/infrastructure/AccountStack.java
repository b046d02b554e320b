package chat.infrastructure;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.apigateway.CfnAccount;
import software.amazon.awscdk.services.apigateway.CfnAccountProps;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.RoleProps;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * Lets API Gateway write access logs: a setting that an account has once per region, shared by every stage and by APIs
 * that are not ours. It therefore stays when the stack goes.
 */
final class AccountStack extends Stack {
  private static final String LOG_POLICY = "service-role/AmazonAPIGatewayPushToCloudWatchLogs";

  AccountStack(Construct scope) {
    super(scope, "chat-account", StackProps.builder()
        .description("Chat: API Gateway's permission to write logs, once per account and region").build());
    Role role = new Role(this, "ApiGatewayLogs",
        RoleProps.builder().assumedBy(new ServicePrincipal("apigateway.amazonaws.com"))
            .managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName(LOG_POLICY))).build());
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    CfnAccount account = new CfnAccount(this, "ApiGatewayAccount",
        CfnAccountProps.builder().cloudWatchRoleArn(role.getRoleArn()).build());
    account.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
