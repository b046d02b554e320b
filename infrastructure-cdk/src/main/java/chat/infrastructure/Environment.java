package chat.infrastructure;

import chat.model.PushPlatform;
import chat.topology.Queue;
import chat.topology.Setting;
import chat.topology.Topology;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnParameterProps;
import software.amazon.awscdk.Stack;

/** The functions' environment variables. What the operator decides is a parameter of the stack. */
final class Environment {
  /** A function lives for many short calls: the quick compiler makes its start shorter and costs it little after.
   * The fan-out posts to 64 sockets at once, each over a connection that is kept. */
  private static final String JAVA_OPTIONS = "-XX:+TieredCompilation -XX:TieredStopAtLevel=1 -Dhttp.maxConnections=64";

  private final Map<String, String> variables = new LinkedHashMap<>();

  Environment(Stack stack, StageName stage, Issuer issuer, WebSocket webSocket,
      java.util.function.Function<Queue, ChatQueue> queues, PushApplications push) {
    // API Gateway closes a socket that was silent for ten minutes
    CfnParameter heartbeat = number(stack, "HeartbeatSeconds", 45, 5, 570,
        "Seconds between a client's heartbeats while somebody watches: less shows absence sooner, more costs less");
    CfnParameter lease = number(stack, "LeaseSeconds", 180, 20, 3600,
        "Seconds of silence until the lease of a watched user is over, at least four times the heartbeat");
    CfnParameter idleHeartbeat = number(stack, "IdleHeartbeatSeconds", 540, 5, 570,
        "Seconds between a client's heartbeats while nobody watches, at least those of the heartbeat");
    CfnParameter grace = number(stack, "GraceSeconds", 20, 8, 900,
        "Seconds that a user still counts as there after the lease is over or the last socket closed");
    CfnParameter expressMembers = number(stack, "ExpressMembers", 100, 0, 100,
        "Channels of up to so many members are delivered by the send function itself: quicker, and dearer by a few reads");
    for (Setting setting : Setting.values()) {
      variables.put(setting.name(), switch (setting) {
        case STAGE -> stage.value();
        case CONNECTIONS_ENDPOINT -> webSocket.connectionsEndpoint();
        case TOKEN_ISSUER -> issuer.address();
        case TOKEN_AUDIENCE -> issuer.audience();
        case TOKEN_JWKS_URI -> issuer.jwksUri();
        case HEARTBEAT_SECONDS -> heartbeat.getValueAsString();
        case LEASE_SECONDS -> lease.getValueAsString();
        case IDLE_HEARTBEAT_SECONDS -> idleHeartbeat.getValueAsString();
        case GRACE_SECONDS -> grace.getValueAsString();
        case FAN_OUT_QUEUE -> queues.apply(Topology.FAN_OUT_QUEUE).address();
        case RETRY_QUEUE -> queues.apply(Topology.RETRY_QUEUE).address();
        case ERASURE_QUEUE -> queues.apply(Topology.ERASURE_QUEUE).address();
        case PRESENCE_QUEUE -> queues.apply(Topology.PRESENCE_QUEUE).address();
        case PUSH_QUEUE -> queues.apply(Topology.PUSH_QUEUE).address();
        case APNS_APPLICATION -> push.arn(PushPlatform.APNS);
        case APNS_SANDBOX_APPLICATION -> push.arn(PushPlatform.APNS_SANDBOX);
        case FCM_APPLICATION -> push.arn(PushPlatform.FCM);
        case EXPRESS_MEMBERS -> expressMembers.getValueAsString();
      });
    }
    variables.put("JAVA_TOOL_OPTIONS", JAVA_OPTIONS);
  }

  Map<String, String> variables() {
    return variables;
  }

  private static CfnParameter number(Stack stack, String name, int standard, int least, int most,
      String description) {
    return new CfnParameter(stack, name, CfnParameterProps.builder().type("Number").description(description)
        .defaultValue(standard).minValue(least).maxValue(most).build());
  }
}
