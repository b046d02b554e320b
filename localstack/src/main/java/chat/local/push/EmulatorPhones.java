package chat.local.push;

import chat.local.function.ClientInterceptor;
import chat.local.function.ClientProxy;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Endpoint;
import software.amazon.awssdk.services.sns.model.InternalErrorException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.ThrottledException;

/** Phones that an emulator knows: what functions publish there is noted on the way. */
final class EmulatorPhones implements PushEngine.Phones {
  private static final Pattern ENDPOINT = Pattern.compile("arn:.*:endpoint/([A-Z_]+)/.+");

  private final SnsClient operator;
  private final List<String> applications;
  private final InstantSource clock;
  private final CallFate.Judge fates;
  private final Notifications notifications = new Notifications();

  /** {@code applications}: their ARNs. */
  EmulatorPhones(SnsClient operator, List<String> applications, InstantSource clock, CallFate.Judge fates) {
    this.operator = operator;
    this.applications = List.copyOf(applications);
    this.clock = clock;
    this.fates = fates;
  }

  @Override
  public SnsClient watched(String caller, SnsClient client) {
    return ClientProxy.of(SnsClient.class, client, new Watch(caller));
  }

  private final class Watch implements ClientInterceptor {
    private final String caller;

    Watch(String caller) {
      this.caller = caller;
    }

    @Override
    public @Nullable Object intercept(String operation, SdkRequest request, Call call) throws Throwable {
      switch (fates.judge(caller, operation)) {
        case TAKEN -> {
          // by the emulator
        }
        case THROTTLED -> throw refusal(ThrottledException.builder(), 429, "Throttled");
        case FAILED -> throw refusal(InternalErrorException.builder(), 500, "InternalError");
      }
      Object response = call.proceed();
      if (request instanceof PublishRequest published && response instanceof PublishResponse answer) {
        note(published, answer.messageId());
      }
      return response;
    }

    private static AwsServiceException refusal(AwsServiceException.Builder refusal, int status, String code) {
      return refusal.statusCode(status).awsErrorDetails(
          AwsErrorDetails.builder().serviceName("Sns").errorCode(code).errorMessage("It is made to fail.").build())
          .build();
    }

    private void note(PublishRequest published, String messageId) {
      Matcher endpoint = ENDPOINT.matcher(String.valueOf(published.targetArn()));
      if (endpoint.matches()) {
        Platform platform = Platform.valueOf(endpoint.group(1));
        Map<String, String> attributes = operator.getEndpointAttributes(get -> get.endpointArn(published.targetArn()))
            .attributes();
        notifications.add(new Notification(clock.instant(), messageId, caller, published.targetArn(), platform,
            attributes.getOrDefault("Token", ""), Optional.ofNullable(attributes.get("CustomUserData")),
            PublishAction.payloadIn(published.message(), platform), attributesOf(published), true));
      }
    }
  }

  private static Map<String, MessageAttribute> attributesOf(PublishRequest published) {
    Map<String, MessageAttribute> attributes = new HashMap<>();
    published.messageAttributes()
        .forEach((name, value) -> attributes.put(name, new MessageAttribute(value.dataType(), value.stringValue())));
    return attributes;
  }

  @Override
  public List<Notification> notifications() {
    return notifications.newestFirst();
  }

  /** No platform says so there, so it is as if it had said so after a notification before. */
  @Override
  public void removeApp(String token) {
    for (String application : applications) {
      operator.listEndpointsByPlatformApplicationPaginator(request -> request.platformApplicationArn(application))
          .endpoints().stream().filter(endpoint -> token.equals(endpoint.attributes().get("Token")))
          .map(Endpoint::endpointArn).forEach(this::disable);
    }
  }

  private void disable(String endpoint) {
    operator.setEndpointAttributes(request -> request.endpointArn(endpoint).attributes(Map.of("Enabled", "false")));
  }
}
