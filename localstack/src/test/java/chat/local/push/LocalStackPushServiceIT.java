package chat.local.push;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** On LocalStack's SNS, which only the profile {@code localstack} starts. */
class LocalStackPushServiceIT extends PushServiceContract {
  private final SnsClient sns = SnsClient.builder().httpClient(UrlConnectionHttpClient.create())
      .endpointOverride(URI.create(System.getProperty("chat.aws-endpoint"))).region(Region.US_EAST_1)
      .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))).build();

  @Override
  SnsClient sns() {
    return sns;
  }

  @Override
  void close() {
    sns.close();
  }
}
