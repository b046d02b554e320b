package chat.topology;

import static chat.topology.Function.Operation.BATCH_GET;
import static chat.topology.Function.Operation.GET;
import static chat.topology.Function.Operation.PUT;
import static chat.topology.Function.Operation.QUERY;
import static chat.topology.Function.Operation.UPDATE;
import static chat.topology.Table.Attribute.number;
import static chat.topology.Table.Attribute.text;

import chat.topology.Function.TableAccess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The chat's parts and how they connect. */
public final class Topology {
  /** The WebSocket subprotocol (RFC 6455, section 1.9) that every client asks for. */
  public static final String SUBPROTOCOL = "chat.v1";
  /** What API Gateway looks at in a frame to choose a route. */
  public static final String ROUTE_SELECTION = "$request.body.action";
  /** The header without which a handshake is answered 401 before any function runs. */
  public static final String IDENTITY_HEADER = "Sec-WebSocket-Protocol";
  public static final String CONNECT_ROUTE = "$connect";
  public static final String DISCONNECT_ROUTE = "$disconnect";
  public static final String DEFAULT_ROUTE = "$default";

  /**
   * Invocations under way at once over all functions of an account and region, unless a higher quota is asked for
   * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
   */
  public static final int CONCURRENT_EXECUTIONS = 1_000;

  /** The log; its stream drives the fan-out. */
  public static final Table MESSAGES = new Table("Messages", text("channelId"), Optional.of(number("seq")), List.of(),
      true, Optional.empty());
  /** Kind, head and newest message of each channel. */
  public static final Table CHANNELS = new Table("Channels", text("channelId"), Optional.empty(), List.of(), false,
      Optional.empty());
  /** Who is in which channel, from both sides. */
  public static final Table MEMBERSHIPS = new Table("Memberships", text("channelId"), Optional.of(text("userId")),
      List.of(new Table.Index("byUser", text("userId"), text("channelId"))), false, Optional.empty());
  /** The ways into groups. */
  public static final Table INVITES = new Table("Invites", text("channelId"), Optional.of(text("secret")), List.of(),
      false, Optional.of("expiresAt"));
  /** Live connections and lease of each user. */
  public static final Table PRESENCE = new Table("Presence", text("userId"), Optional.empty(), List.of(), false,
      Optional.empty());

  /** The members of a large channel, cut into chunks that are delivered side by side. */
  public static final Queue FAN_OUT_QUEUE = new Queue("fan-out-chunks", Duration.ofMinutes(6), 5);
  /** Deliveries that failed and come due later. */
  public static final Queue RETRY_QUEUE = new Queue("retries", Duration.ofMinutes(6), 5);

  public static final Function AUTHORIZER = function("authorizer", "AuthorizerHandler");
  public static final Function CONNECT = function("connect", "ConnectHandler", TableAccess.of(PRESENCE, PUT, UPDATE));
  public static final Function DISCONNECT = function("disconnect", "DisconnectHandler",
      TableAccess.of(PRESENCE, UPDATE));
  public static final Function SEND = posting("send", "SendHandler", TableAccess.of(MESSAGES, QUERY, PUT),
      TableAccess.of(CHANNELS, GET, PUT, UPDATE), TableAccess.of(MEMBERSHIPS, GET, BATCH_GET, QUERY, PUT, UPDATE),
      TableAccess.of(INVITES, GET, UPDATE), TableAccess.of(PRESENCE, BATCH_GET, UPDATE)).sendingTo(RETRY_QUEUE);
  public static final Function HEARTBEAT = function("heartbeat", "HeartbeatHandler",
      TableAccess.of(PRESENCE, BATCH_GET, PUT, UPDATE));
  public static final Function SYNC = function("sync", "SyncHandler", TableAccess.of(MEMBERSHIPS, QUERY, BATCH_GET),
      TableAccess.of(CHANNELS, BATCH_GET), TableAccess.of(MESSAGES, QUERY), TableAccess.of(PRESENCE, BATCH_GET));
  public static final Function HISTORY = function("history", "HistoryHandler",
      TableAccess.of(MEMBERSHIPS, GET), TableAccess.of(MESSAGES, QUERY));
  public static final Function ACK = posting("ack", "AckHandler", TableAccess.of(MESSAGES, QUERY),
      TableAccess.of(MEMBERSHIPS, GET, QUERY, UPDATE),
      TableAccess.of(PRESENCE, BATCH_GET, UPDATE));
  public static final Function TYPING = posting("typing", "TypingHandler", TableAccess.of(MEMBERSHIPS, GET, QUERY),
      TableAccess.of(PRESENCE, BATCH_GET, UPDATE));
  public static final Function MEMBERS = function("members", "MembersHandler", TableAccess.of(MEMBERSHIPS, GET, QUERY),
      TableAccess.of(PRESENCE, BATCH_GET));
  public static final Function INVITE = function("invite", "InviteHandler", TableAccess.of(MEMBERSHIPS, GET),
      TableAccess.of(INVITES, PUT, QUERY, UPDATE));
  public static final Function PRIVACY = function("privacy", "PrivacyHandler", TableAccess.of(PRESENCE, UPDATE));
  /** Answers what is no action. */
  public static final Function DEFAULT = function("default", "DefaultHandler");
  public static final Function FAN_OUT = delivering("fan-out", "FanOutHandler", TableAccess.of(MESSAGES, QUERY, PUT),
      TableAccess.of(CHANNELS, UPDATE), TableAccess.of(MEMBERSHIPS, QUERY), TableAccess.of(PRESENCE, BATCH_GET, UPDATE))
      .sendingTo(FAN_OUT_QUEUE, RETRY_QUEUE);
  /** Delivers one chunk of a large channel, or once more what failed. */
  public static final Function DELIVER = delivering("deliver", "DeliverHandler", TableAccess.of(MESSAGES, QUERY),
      TableAccess.of(MEMBERSHIPS, QUERY), TableAccess.of(PRESENCE, BATCH_GET, UPDATE))
      .sendingTo(FAN_OUT_QUEUE, RETRY_QUEUE);
  /** Delivers again what was not acknowledged a moment later. */
  public static final Function REPAIR = delivering("repair", "RepairHandler", TableAccess.of(MEMBERSHIPS, QUERY),
      TableAccess.of(PRESENCE, BATCH_GET, UPDATE)).sendingTo(FAN_OUT_QUEUE, RETRY_QUEUE);

  public static final List<Table> TABLES = List.of(MESSAGES, CHANNELS, MEMBERSHIPS, INVITES, PRESENCE);
  public static final List<Queue> QUEUES = List.of(FAN_OUT_QUEUE, RETRY_QUEUE);
  public static final List<Function> FUNCTIONS = List.of(AUTHORIZER, CONNECT, DISCONNECT, SEND, HEARTBEAT, ACK, TYPING,
      SYNC,
      HISTORY, MEMBERS, INVITE, PRIVACY, DEFAULT, FAN_OUT, DELIVER, REPAIR);
  public static final List<Route> ROUTES = List.of(new Route(CONNECT_ROUTE, CONNECT, false),
      new Route(DISCONNECT_ROUTE, DISCONNECT, false), new Route(DEFAULT_ROUTE, DEFAULT, true),
      new Route("send", SEND, true), new Route("heartbeat", HEARTBEAT, true), new Route("ack", ACK, true),
      new Route("typing", TYPING, true),
      new Route("sync", SYNC, true),
      new Route("history", HISTORY, true), new Route("members", MEMBERS, true), new Route("invite", INVITE, true),
      new Route("revoke", INVITE, true), new Route("privacy", PRIVACY, true));
  /** The routes of the HTTP API. */
  public static final List<HttpRoute> HTTP_ROUTES = List.of();
  /** The repair's batches are large, for a full one does not wait until its window is over. */
  public static final List<StreamSource> STREAM_SOURCES = List.of(
      new StreamSource(MESSAGES, FAN_OUT, true, 100, Duration.ZERO, 10, 20, Duration.ofHours(1)),
      new StreamSource(MESSAGES, REPAIR, true, 1000, Duration.ofSeconds(10), 10, 20, Duration.ofHours(1)));
  /** A chunk is work enough for one invocation. */
  public static final List<QueueSource> QUEUE_SOURCES = List.of(new QueueSource(FAN_OUT_QUEUE, DELIVER, 1, 50),
      new QueueSource(RETRY_QUEUE, DELIVER, 10, 20));

  /** What has a queue of dead letters. */
  public static final List<DeadLetterSource> DEAD_LETTER_SOURCES = Stream
      .<DeadLetterSource>concat(QUEUES.stream(), STREAM_SOURCES.stream()).toList();

  private Topology() {}

  private static Function function(String name, String handlerClass,
      TableAccess... access) {
    return new Function(name, "chat.entrypoint." + handlerClass, 1024, Duration.ofSeconds(10), List.of(access), false,
        List.of());
  }

  /** It may have to wait for its turn in the log, or for sockets. API Gateway waits for 29 seconds. */
  private static Function posting(String name, String handlerClass, TableAccess... access) {
    return new Function(name, "chat.entrypoint." + handlerClass, 1024, Duration.ofSeconds(25), List.of(access), true,
        List.of());
  }

  /** A function that works through batches. */
  private static Function delivering(String name, String handlerClass, TableAccess... access) {
    return new Function(name, "chat.entrypoint." + handlerClass, 1024, Duration.ofSeconds(60), List.of(access), true,
        List.of());
  }
}
