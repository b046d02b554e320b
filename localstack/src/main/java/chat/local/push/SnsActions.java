package chat.local.push;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.xml.stream.XMLStreamException;

/** Everything that is imitated, one call at a time. It is kept in memory only: devices register again when they start. */
final class SnsActions {
  static final Xml.Content NOTHING = xml -> {};

  private final ApplicationActions applicationActions;
  private final EndpointActions endpointActions;
  private final PublishAction publishAction;
  private final RandomGenerator random;

  SnsActions(InstantSource clock, RandomGenerator random, UnregisteredTokens unregistered,
      Notifications notifications) {
    PlatformApplications applications = new PlatformApplications();
    PlatformEndpoints endpoints = new PlatformEndpoints();
    this.random = random;
    applicationActions = new ApplicationActions(applications, endpoints);
    endpointActions = new EndpointActions(applications, endpoints, this::nextId);
    publishAction = new PublishAction(applications, endpoints, unregistered, notifications, this::nextId, clock);
  }

  /** Returns what stands in the result, or throws a Refusal. */
  synchronized Xml.Content perform(Action action, QueryRequest request, String caller) {
    return switch (action) {
      case CREATE_PLATFORM_APPLICATION -> applicationActions.create(request);
      case GET_PLATFORM_APPLICATION_ATTRIBUTES -> applicationActions.getAttributes(request);
      case SET_PLATFORM_APPLICATION_ATTRIBUTES -> applicationActions.setAttributes(request);
      case DELETE_PLATFORM_APPLICATION -> applicationActions.delete(request);
      case LIST_PLATFORM_APPLICATIONS -> applicationActions.list(request);
      case CREATE_PLATFORM_ENDPOINT -> endpointActions.create(request);
      case GET_ENDPOINT_ATTRIBUTES -> endpointActions.getAttributes(request);
      case SET_ENDPOINT_ATTRIBUTES -> endpointActions.setAttributes(request);
      case DELETE_ENDPOINT -> endpointActions.delete(request);
      case LIST_ENDPOINTS_BY_PLATFORM_APPLICATION -> endpointActions.list(request);
      case PUBLISH -> publishAction.publish(request, caller);
      case PUBLISH_BATCH -> throw Refusal.invalid("TopicArn", "only topics take batches, and there are none here");
    };
  }

  synchronized String nextId() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  static void writeNextToken(Xml xml, Page<?> page) throws XMLStreamException {
    if (page.nextToken().isPresent()) {
      xml.element("NextToken", page.nextToken().get());
    }
  }
}
