package chat.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** The AWS clients of a deployment, apart from those of the chat, so that no function of the chat loads a class of theirs. */
public record DeploymentClients(SnsClient sns, SecretsManagerClient secrets) {
  /** Long, since SNS asks the platform whether credentials are good. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(20);

  public static DeploymentClients inLambda() {
    UrlConnectionHttpClient.Builder http = UrlConnectionHttpClient.builder().socketTimeout(SOCKET_TIMEOUT);
    EnvironmentVariableCredentialsProvider credentials = EnvironmentVariableCredentialsProvider.create();
    return new DeploymentClients(SnsClient.builder().httpClientBuilder(http).credentialsProvider(credentials).build(),
        SecretsManagerClient.builder().httpClientBuilder(http).credentialsProvider(credentials).build());
  }
}
