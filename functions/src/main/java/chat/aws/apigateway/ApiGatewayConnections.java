package chat.aws.apigateway;

import chat.delivery.ConnectionGateway;
import chat.model.ConnectionId;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/** Posts through API Gateway's {@code @connections}. */
public final class ApiGatewayConnections implements ConnectionGateway {
  private final ApiGatewayManagementApiClient client;

  public ApiGatewayConnections(ApiGatewayManagementApiClient client) {
    this.client = client;
  }

  /** The client retries throttles and faults by itself before one counts as failed. */
  @Override
  public PostResult post(ConnectionId connectionId, String frame) {
    try {
      client.postToConnection(post -> post.connectionId(connectionId.value()).data(SdkBytes.fromUtf8String(frame)));
      return PostResult.POSTED;
    } catch (GoneException gone) {
      return PostResult.GONE;
    } catch (SdkException throttledOrFailed) {
      return PostResult.FAILED;
    }
  }
}
