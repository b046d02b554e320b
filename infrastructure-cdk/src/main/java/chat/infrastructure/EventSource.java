package chat.infrastructure;

import chat.topology.Function;
import java.util.List;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.IFunction;

/** What Lambda polls to feed a function. */
interface EventSource {
  boolean feeds(Function function);

  /** What the function must be allowed, for Lambda polls in the function's name. */
  List<PolicyStatement> statements();

  void start(java.util.function.Function<Function, ? extends IFunction> functions);
}
