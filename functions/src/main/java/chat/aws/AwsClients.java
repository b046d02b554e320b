package chat.aws;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS clients a function may need, each built only when its function uses it: an unused client would be paid for at
 * every cold start.
 */
public record AwsClients(Supplier<DynamoDbClient> dynamoDb, Supplier<ApiGatewayManagementApiClient> connections,
    Supplier<SqsClient> sqs, Supplier<SnsClient> sns) {
  /** Short, so that a stalled connection is tried again well within a function's time. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(6);
  /**
   * A post or a notification is tried once: what fails goes through a queue and comes again, and must not keep a sender
   * waiting for its answer.
   */
  public static final ClientOverrideConfiguration POSTING = ClientOverrideConfiguration.builder()
      .retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(SOCKET_TIMEOUT).build();

  /** Credentials and region as Lambda gives them; the plain JDK HTTP client, the quickest to start of those in Java. */
  public static AwsClients inLambda(URI connectionsEndpoint) {
    return new AwsClients(() -> configure(DynamoDbClient.builder()).build(),
        () -> configure(ApiGatewayManagementApiClient.builder()).endpointOverride(connectionsEndpoint)
            .overrideConfiguration(POSTING).build(),
        () -> configure(SqsClient.builder()).build(),
        () -> configure(SnsClient.builder()).overrideConfiguration(POSTING).build());
  }

  /** Lambda hands out credentials in the environment, or with SnapStart by an address (hence the second provider). */
  private static <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configure(B builder) {
    return builder
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECT_TIMEOUT).socketTimeout(SOCKET_TIMEOUT))
        .credentialsProvider(AwsCredentialsProviderChain.of(EnvironmentVariableCredentialsProvider.create(),
            ContainerCredentialsProvider.create()))
        .overrideConfiguration(ClientOverrideConfiguration.builder().apiCallTimeout(CALL_TIMEOUT).build());
  }
}
