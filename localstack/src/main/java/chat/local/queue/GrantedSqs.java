package chat.local.queue;

import chat.local.function.ClientInterceptor;
import chat.topology.Function;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The queues as one function may use them: to send, for Lambda itself receives. */
public final class GrantedSqs implements ClientInterceptor {
  /** IAM knows one action for both. */
  private static final Set<String> SENDING = Set.of("SendMessage", "SendMessageBatch");

  private final QueueEngine engine;
  private final Function function;

  public GrantedSqs(QueueEngine engine, Function function) {
    this.engine = engine;
    this.function = function;
  }

  @Override
  public @Nullable Object intercept(String operation, SdkRequest request, Call call) throws Throwable {
    String address = request.getValueForField("QueueUrl", String.class).orElse("any queue");
    boolean granted = SENDING.contains(operation)
        && function.sendsTo().stream().anyMatch(queue -> engine.address(queue).toString().equals(address));
    if (!granted) {
      throw denied("Function %s may not %s on %s: the topology must grant it.".formatted(function.name(), operation,
          address));
    }
    return call.proceed();
  }

  private static SqsException denied(String sentence) {
    return (SqsException) SqsException.builder().message(sentence).statusCode(403).awsErrorDetails(AwsErrorDetails
        .builder().serviceName("Sqs").errorCode("AccessDenied").errorMessage(sentence).build()).build();
  }
}
