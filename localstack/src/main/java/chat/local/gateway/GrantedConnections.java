package chat.local.gateway;

import chat.local.function.ClientInterceptor;
import chat.topology.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.ForbiddenException;

/** Lets a function do with sockets what the topology grants it, as IAM does in the cloud. */
public final class GrantedConnections implements ClientInterceptor {
  private final Function function;

  public GrantedConnections(Function function) {
    this.function = function;
  }

  @Override
  public @Nullable Object intercept(String operation, SdkRequest request, Call call) throws Throwable {
    boolean granted = switch (operation) {
      case "PostToConnection" -> function.postsToConnections();
      case "DeleteConnection" -> function.closesConnections();
      default -> false;
    };
    if (!granted) {
      String sentence = "Function %s may not %s: the topology must grant it.".formatted(function.name(), operation);
      throw ForbiddenException.builder().message(sentence).statusCode(403).awsErrorDetails(AwsErrorDetails.builder()
          .serviceName("ApiGatewayManagementApi").errorCode("ForbiddenException").errorMessage(sentence).build())
          .build();
    }
    return call.proceed();
  }
}
