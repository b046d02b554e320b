package chat.local.fault;

import chat.local.function.ClientInterceptor;
import chat.topology.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** What goes wrong with tables. */
public interface TableFaults {
  /** Whether a call is throttled, after all that the SDK itself has tried. */
  default boolean throttles(Function function) {
    return false;
  }

  /** Has the calls of a function throttled. */
  record Throttle(Function function, TableFaults faults) implements ClientInterceptor {
    @Override
    public @Nullable Object intercept(String operation, SdkRequest request, Call call) throws Throwable {
      if (faults.throttles(function)) {
        String sentence = "The level of configured provisioned throughput for the table was exceeded.";
        throw ProvisionedThroughputExceededException.builder().message(sentence).statusCode(400)
            .awsErrorDetails(AwsErrorDetails.builder().serviceName("DynamoDb")
                .errorCode("ProvisionedThroughputExceededException").errorMessage(sentence).build())
            .build();
      }
      return call.proceed();
    }
  }
}
