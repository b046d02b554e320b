package chat.aws.sns;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import chat.model.DeviceId;
import chat.model.InvalidValueException;
import chat.model.PushPlatform;
import chat.model.UserId;
import chat.push.Notice;
import chat.push.PushService;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.EndpointDisabledException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** Notifications through SNS's mobile push. Its endpoints carry the name of the device that they belong to. */
public final class SnsPushService implements PushService {
  private static final System.Logger LOG = System.getLogger(SnsPushService.class.getName());
  private static final int SERVER_FAULTS = 500;
  private static final String ENABLED = "Enabled";
  private static final String TOKEN = "Token";
  private static final String OWNER = "CustomUserData";
  /** In words only, as the recipe of SNS has it: https://docs.aws.amazon.com/sns/latest/dg/mobile-platform-endpoint.html */
  private static final Pattern EXISTING = Pattern.compile("Endpoint (arn:\\S+) already exists with the same Token");
  /** So SNS says of an endpoint that was deleted. */
  private static final String NO_ENDPOINT = "No endpoint found";

  private final Supplier<SnsClient> client;
  private final PushApplications applications;

  public SnsPushService(Supplier<SnsClient> client, PushApplications applications) {
    this.client = client;
    this.applications = applications;
  }

  @Override
  public Registration register(PushPlatform platform, String token, Owner owner, Handover handover) {
    return applications.of(platform).map(application -> register(application, token, owner, handover))
        .orElseGet(Registration.Off::new);
  }

  private Registration register(String application, String token, Owner owner, Handover handover) {
    try {
      String endpoint = client.get().createPlatformEndpoint(
          request -> request.platformApplicationArn(application).token(token).customUserData(text(owner)))
          .endpointArn();
      return claim(endpoint, token, owner, handover);
    } catch (InvalidParameterException refused) {
      String sentence = sentence(refused);
      Matcher existing = EXISTING.matcher(sentence);
      if (existing.find()) {
        return claim(existing.group(1), token, owner, handover);
      }
      if (sentence.contains(TOKEN)) {
        return new Registration.BadToken();
      }
      throw refused;
    }
  }

  /** An endpoint that is there already may be another's, or disabled since the platform did not know its token. */
  private Registration claim(String endpoint, String token, Owner owner, Handover handover) {
    Map<String, String> attributes = client.get().getEndpointAttributes(request -> request.endpointArn(endpoint))
        .attributes();
    owner(attributes.get(OWNER)).filter(previous -> !previous.equals(owner))
        .ifPresent(previous -> handover.from(previous, endpoint));
    Map<String, String> wanted = Map.of(ENABLED, "true", TOKEN, token, OWNER, text(owner));
    if (!attributes.entrySet().containsAll(wanted.entrySet())) {
      client.get().setEndpointAttributes(request -> request.endpointArn(endpoint).attributes(wanted));
    }
    return new Registration.Registered(endpoint);
  }

  private static String text(Owner owner) {
    return owner.userId().value() + "/" + owner.device().value();
  }

  /** A user id may have slashes; a device id has none. Somebody else may have noted something else. */
  private static Optional<Owner> owner(@Nullable String text) {
    int slash = text == null ? -1 : text.lastIndexOf('/');
    if (text == null || slash < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Owner(new UserId(text.substring(0, slash)), new DeviceId(text.substring(slash + 1))));
    } catch (InvalidValueException foreign) {
      return Optional.empty();
    }
  }

  @Override
  public void remove(String endpoint) {
    try {
      client.get().deleteEndpoint(request -> request.endpointArn(endpoint));
    } catch (NotFoundException gone) {
      LOG.log(DEBUG, "Endpoint {0} was gone already", endpoint);
    }
  }

  /** One try: what fails goes back into the queue. */
  @Override
  public Outcome publish(String endpoint, PushPlatform platform, Notice notice) {
    try {
      client.get().publish(request -> request.targetArn(endpoint).messageStructure("json")
          .message(PushPayload.message(platform, notice)).messageAttributes(attributes(platform, notice)));
      return Outcome.PUBLISHED;
    } catch (EndpointDisabledException | NotFoundException gone) {
      return Outcome.GONE;
    } catch (InvalidParameterException | InvalidParameterValueException refused) {
      if (sentence(refused).contains(NO_ENDPOINT)) {
        return Outcome.GONE;
      }
      LOG.log(WARNING, "A notification for {0} was refused: {1}", endpoint, sentence(refused));
      return Outcome.REFUSED;
    } catch (AwsServiceException failed) {
      boolean passing = failed.isThrottlingException() || failed.statusCode() >= SERVER_FAULTS;
      LOG.log(passing ? DEBUG : WARNING, "A notification for {0} was answered {1}: {2}", endpoint, failed.statusCode(),
          sentence(failed));
      return Outcome.FAILED;
    } catch (SdkException unreachable) {
      LOG.log(DEBUG, "A notification for {0} failed: {1}", endpoint, unreachable.getMessage());
      return Outcome.FAILED;
    }
  }

  private static String sentence(AwsServiceException refused) {
    return refused.awsErrorDetails() == null
        ? String.valueOf(refused.getMessage())
        : String.valueOf(refused.awsErrorDetails().errorMessage());
  }

  /**
   * Apple's headers. The sandbox has a name of its own for the lifetime only:
   * https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
   */
  private static Map<String, MessageAttributeValue> attributes(PushPlatform platform, Notice notice) {
    return switch (platform) {
      case APNS -> apple("AWS.SNS.MOBILE.APNS.TTL", notice);
      case APNS_SANDBOX -> apple("AWS.SNS.MOBILE.APNS_SANDBOX.TTL", notice);
      case FCM -> Map.of();
    };
  }

  private static Map<String, MessageAttributeValue> apple(String lifetime, Notice notice) {
    Map<String, String> texts = Map.of("AWS.SNS.MOBILE.APNS.PUSH_TYPE", "alert", "AWS.SNS.MOBILE.APNS.PRIORITY",
        notice.urgent() ? "10" : "5", "AWS.SNS.MOBILE.APNS.COLLAPSE_ID", notice.channelId().value(), lifetime,
        Long.toString(PushPayload.LIFETIME.toSeconds()));
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    texts.forEach((name, text) -> attributes.put(name,
        MessageAttributeValue.builder().dataType("String").stringValue(text).build()));
    return attributes;
  }
}
