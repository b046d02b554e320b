package chat.aws;

import java.net.URI;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The AWS clients a function may need, each built only when its function uses it: an unused client would be paid for at
 * every cold start.
 */
public record AwsClients(Supplier<DynamoDbClient> dynamoDb, Supplier<ApiGatewayManagementApiClient> connections) {
  /** Credentials and region as Lambda gives them; the plain JDK HTTP client, the quickest to start of those in Java. */
  public static AwsClients inLambda(URI connectionsEndpoint) {
    return new AwsClients(
        () -> DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(EnvironmentVariableCredentialsProvider.create()).build(),
        () -> ApiGatewayManagementApiClient.builder().httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(EnvironmentVariableCredentialsProvider.create()).endpointOverride(connectionsEndpoint)
            .build());
  }
}
