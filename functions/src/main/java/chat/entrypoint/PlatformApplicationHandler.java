package chat.entrypoint;

import chat.aws.DeploymentClients;
import chat.aws.sns.PlatformApplications;
import chat.aws.sns.PlatformCredentials;
import chat.json.JsonException;
import chat.json.JsonObject;
import chat.json.JsonText;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes SNS's platform applications at a deployment, as a custom resource of CloudFormation
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html), whose template names the secret with the
 * credentials. What is in it is never answered nor logged.
 */
public final class PlatformApplicationHandler implements RequestStreamHandler {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  /** What a resource is called that could not be made. CloudFormation asks for its deletion all the same. */
  private static final String NOT_MADE = "not-made";

  private final PlatformApplications applications;
  private final UnaryOperator<String> secrets;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  public PlatformApplicationHandler() {
    this(DeploymentClients.inLambda());
  }

  private PlatformApplicationHandler(DeploymentClients clients) {
    this(new PlatformApplications(clients.sns()),
        arn -> clients.secrets().getSecretValue(request -> request.secretId(arn)).secretString());
  }

  /** {@code secrets}: what is in the secret of an ARN. */
  public PlatformApplicationHandler(PlatformApplications applications, UnaryOperator<String> secrets) {
    this.applications = applications;
    this.secrets = secrets;
  }

  /** CloudFormation waits for an hour where it gets no answer, so there is one whatever happens. */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonObject event = LambdaIo.read(in);
    String current = event.optionalText("PhysicalResourceId").orElse(NOT_MADE);
    try {
      answer(event, "SUCCESS", carryOut(event, current), "");
    } catch (RuntimeException failed) {
      String reason = reason(failed);
      context.getLogger().log("ERROR " + context.getAwsRequestId() + " " + reason);
      answer(event, "FAILED", current, reason);
    }
  }

  /** Returns what the resource is called from now on: an ARN. */
  private String carryOut(JsonObject event, String current) {
    JsonObject properties = event.object("ResourceProperties");
    String platform = properties.text("Platform");
    return switch (event.text("RequestType")) {
      case "Create" -> applications.create(platform, properties.text("Name"), credentials(platform, properties));
      case "Update" -> {
        applications.renew(current, credentials(platform, properties));
        yield current;
      }
      case "Delete" -> {
        if (!current.equals(NOT_MADE)) {
          applications.delete(current);
        }
        yield current;
      }
      default -> throw new IllegalArgumentException("There is no such request.");
    };
  }

  private PlatformCredentials credentials(String platform, JsonObject properties) {
    return PlatformCredentials.of(platform, secrets.apply(properties.text("SecretArn")));
  }

  /** A parser's own words may quote the secret. */
  private static String reason(RuntimeException failed) {
    return switch (failed) {
      case AwsServiceException refused when refused.awsErrorDetails() != null ->
        refused.awsErrorDetails().serviceName() + " answered " + refused.awsErrorDetails().errorCode() + ": "
            + refused.awsErrorDetails().errorMessage();
      case SdkException unreachable -> unreachable.getClass().getSimpleName();
      case JsonException _ -> "The secret is not as docs/push.md describes it.";
      default -> failed.getClass().getName();
    };
  }

  private void answer(JsonObject event, String status, String physicalId, String reason) throws IOException {
    String body = JsonText.object(json -> {
      json.writeStringField("Status", status);
      json.writeStringField("Reason", reason);
      json.writeStringField("PhysicalResourceId", physicalId);
      json.writeStringField("StackId", event.text("StackId"));
      json.writeStringField("RequestId", event.text("RequestId"));
      json.writeStringField("LogicalResourceId", event.text("LogicalResourceId"));
    });
    HttpRequest request = HttpRequest.newBuilder(URI.create(event.text("ResponseURL"))).timeout(PATIENCE)
        .PUT(BodyPublishers.ofString(body)).build();
    try {
      int answered = http.send(request, BodyHandlers.discarding()).statusCode();
      if (answered != 200) {
        throw new IOException("CloudFormation answered " + answered + ".");
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted before CloudFormation was answered.", ending);
    }
  }
}
