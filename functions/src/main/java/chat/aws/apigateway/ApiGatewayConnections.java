package chat.aws.apigateway;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import chat.delivery.ConnectionGateway;
import chat.model.ConnectionId;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/** Posts and closes through API Gateway's {@code @connections}. */
public final class ApiGatewayConnections implements ConnectionGateway {
  private static final System.Logger LOG = System.getLogger(ApiGatewayConnections.class.getName());
  private static final int SERVER_FAULTS = 500;

  private final ApiGatewayManagementApiClient client;

  public ApiGatewayConnections(ApiGatewayManagementApiClient client) {
    this.client = client;
  }

  /** One try: whoever delivers orders another one later, and says so if all of them fail. */
  @Override
  public PostResult post(ConnectionId connectionId, String frame) {
    try {
      client.postToConnection(post -> post.connectionId(connectionId.value()).data(SdkBytes.fromUtf8String(frame)));
      return PostResult.POSTED;
    } catch (GoneException gone) {
      return PostResult.GONE;
    } catch (AwsServiceException refused) {
      boolean passing = refused.isThrottlingException() || refused.statusCode() >= SERVER_FAULTS;
      LOG.log(passing ? DEBUG : WARNING, "Post to {0} answered {1}: {2}", connectionId, refused.statusCode(),
          refused.getMessage());
      return passing ? PostResult.FAILED : PostResult.REFUSED;
    } catch (SdkException unreachable) {
      LOG.log(DEBUG, "Post to {0} failed: {1}", connectionId, unreachable.getMessage());
      return PostResult.FAILED;
    }
  }

  @Override
  public CloseResult close(ConnectionId connectionId) {
    try {
      client.deleteConnection(delete -> delete.connectionId(connectionId.value()));
      return CloseResult.CLOSED;
    } catch (GoneException gone) {
      return CloseResult.GONE;
    } catch (SdkException failed) {
      LOG.log(WARNING, "Closing {0} failed: {1}", connectionId, failed.getMessage());
      return CloseResult.FAILED;
    }
  }
}
