package chat.infrastructure;

import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** Turns the topology into the stacks of one stage. */
public final class ChatInfrastructure {
  private ChatInfrastructure() {}

  /** Started by the CDK command line, which hands over the context and the output folder in environment variables. */
  public static void main(String... arguments) {
    // no usage metadata: the templates hold what the topology needs and nothing else
    App app = new App(AppProps.builder().analyticsReporting(false).build());
    try {
      assemble(app);
    } catch (InvalidContextException invalid) {
      System.err.println(invalid.getMessage());
      System.exit(1);
    }
    app.synth();
  }

  /** Adds the stacks of the stage that the context names. */
  static Stacks assemble(App app) {
    StageName stage = StageName.fromContext(app.getNode());
    FunctionsJar functionsJar = FunctionsJar.fromContext(app.getNode());
    AccountStack account = new AccountStack(app);
    DataStack data = new DataStack(app, stage);
    IdentityContext context = IdentityContext.from(app.getNode());
    Optional<IdentityStack> identity = context.ownIssuer()
        ? Optional.empty()
        : Optional.of(new IdentityStack(app, stage, context));
    ServiceStack service = new ServiceStack(app, stage, data, identity, context.webOrigins(),
        PushCredentials.from(app.getNode()), functionsJar);
    // API Gateway refuses a stage with access logs while it may not write logs
    service.getNode().addDependency(account);
    return new Stacks(account, data, identity, service);
  }

  /** What an app consists of; without the users where the operator brings an issuer. */
  record Stacks(AccountStack account, DataStack data, Optional<IdentityStack> identity, ServiceStack service) {}
}
