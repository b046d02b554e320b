package chat.local.push;

import chat.local.function.ClientInterceptor;
import chat.topology.Function;
import chat.topology.Topology;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;

/** Lets a function do with the stage's platform applications what the topology grants it, as IAM does in the cloud. */
public final class GrantedSns implements ClientInterceptor {
  private final Function function;
  private final Pattern granted;

  public GrantedSns(Function function, String stage) {
    this.function = function;
    this.granted = Pattern
        .compile("arn:.*:(app|endpoint)/[A-Z_]+/" + Pattern.quote(Topology.pushApplicationIn(stage)) + "(/.+)?");
  }

  @Override
  public @Nullable Object intercept(String operation, SdkRequest request, Call call) throws Throwable {
    String resource = Arns.in(request);
    if (!function.push().actions().contains(operation) || !granted.matcher(resource).matches()) {
      String sentence = "Function %s may not %s on %s: the topology must grant it.".formatted(function.name(),
          operation, resource);
      throw AuthorizationErrorException.builder().message(sentence).statusCode(403).awsErrorDetails(AwsErrorDetails
          .builder().serviceName("Sns").errorCode("AuthorizationError").errorMessage(sentence).build()).build();
    }
    return call.proceed();
  }
}
