package chat.topology;

import static chat.topology.Function.Operation.BATCH_GET;
import static chat.topology.Function.Operation.BATCH_WRITE;
import static chat.topology.Function.Operation.DELETE;
import static chat.topology.Function.Operation.GET;
import static chat.topology.Function.Operation.PUT;
import static chat.topology.Function.Operation.QUERY;
import static chat.topology.Function.Operation.UPDATE;
import static chat.topology.Table.Attribute.number;
import static chat.topology.Table.Attribute.text;

import chat.topology.Function.PushAccess;
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
  /** Who is told of whom; its stream tells them. */
  public static final Table WATCHES = new Table("Watches", text("watcher"), Optional.of(text("watched")), List.of(),
      true, Optional.empty());
  /** How often each user did what is limited: a row a user. */
  public static final Table RATE_LIMITS = new Table("RateLimits", text("userId"), Optional.empty(), List.of(), false,
      Optional.of("expiresAt"));
  /** What others see of each user. */
  public static final Table USERS = new Table("Users", text("userId"), Optional.empty(), List.of(), false,
      Optional.empty());
  /** Whose each handle is, by its skeleton; one that was given up is held for a while. */
  public static final Table HANDLES = new Table("Handles", text("handle"), Optional.empty(), List.of(), false,
      Optional.of("heldUntil"));
  /** The words by which people are found, by their first two characters. */
  public static final Table USER_TERMS = new Table("UserTerms", text("prefix"), Optional.of(text("term")), List.of(),
      false, Optional.empty());
  /** What people are to each other, a row from either side. */
  public static final Table CONTACTS = new Table("Contacts", text("userId"), Optional.of(text("otherId")), List.of(),
      false, Optional.empty());

  /** Who may get in, and who may write to them. */
  public static final Table ACCOUNTS = new Table("Accounts", text("userId"), Optional.empty(), List.of(), false,
      Optional.empty());
  /** The single-use tickets that open a browser's socket. */
  public static final Table TICKETS = new Table("Tickets", text("ticket"), Optional.empty(), List.of(), false,
      Optional.of("expiresAt"));
  /** What users told of others: by whom it is about, and by who told it. */
  public static final Table REPORTS = new Table("Reports", text("userId"), Optional.of(text("reportId")),
      List.of(new Table.Index("byReporter", text("reporter"), text("reportId"))), false, Optional.of("expiresAt"));

  /** The devices that notifications are brought to: a row a user. */
  public static final Table DEVICES = new Table("Devices", text("userId"), Optional.empty(), List.of(), false,
      Optional.empty());
  /** What each device was told of each channel. */
  public static final Table PUSHES = new Table("Pushes", text("device"), Optional.of(text("channelId")), List.of(),
      false, Optional.of("expiresAt"));

  /** The members of a large channel, cut into chunks that are delivered side by side. */
  public static final Queue FAN_OUT_QUEUE = new Queue("fan-out-chunks", Duration.ofMinutes(6), 5);
  /** Deliveries that failed and come due later. */
  public static final Queue RETRY_QUEUE = new Queue("retries", Duration.ofMinutes(6), 5);
  /** Accounts that are being erased, a part at a time. */
  public static final Queue ERASURE_QUEUE = new Queue("erasures", Duration.ofMinutes(6), 20);
  /** What is to be done about presence, now or when a lease is over. */
  public static final Queue PRESENCE_QUEUE = new Queue("presence-orders", Duration.ofMinutes(6), 10);
  /** Devices that are to be told of a message, now or when their next notification is due. */
  public static final Queue PUSH_QUEUE = new Queue("push-orders", Duration.ofMinutes(6), 5);

  public static final Function AUTHORIZER = function("authorizer", "AuthorizerHandler",
      TableAccess.of(TICKETS, DELETE));
  public static final Function CONNECT = function("connect", "ConnectHandler", TableAccess.of(PRESENCE, PUT, UPDATE),
      TableAccess.of(WATCHES, QUERY), TableAccess.of(ACCOUNTS, GET, PUT), TableAccess.of(RATE_LIMITS, UPDATE))
      .endingSockets().sendingTo(PRESENCE_QUEUE);
  public static final Function DISCONNECT = function("disconnect", "DisconnectHandler",
      TableAccess.of(PRESENCE, UPDATE), TableAccess.of(WATCHES, QUERY)).sendingTo(PRESENCE_QUEUE);
  public static final Function SEND = heeding(posting("send", "SendHandler", TableAccess.of(MESSAGES, QUERY, PUT),
      TableAccess.of(CHANNELS, GET, PUT, UPDATE), TableAccess.of(MEMBERSHIPS, GET, BATCH_GET, QUERY, PUT, UPDATE),
      TableAccess.of(INVITES, GET, UPDATE), TableAccess.of(RATE_LIMITS, UPDATE), TableAccess.of(CONTACTS, BATCH_GET),
      TableAccess.of(ACCOUNTS, BATCH_GET)).sendingTo(RETRY_QUEUE));
  public static final Function HEARTBEAT = heeding(function("heartbeat", "HeartbeatHandler",
      TableAccess.of(ACCOUNTS, GET, PUT), TableAccess.of(CONTACTS, BATCH_GET)).endingSockets());
  public static final Function SYNC = heeding(function("sync", "SyncHandler",
      TableAccess.of(MEMBERSHIPS, QUERY, BATCH_GET), TableAccess.of(CHANNELS, BATCH_GET),
      TableAccess.of(MESSAGES, QUERY)));
  public static final Function HISTORY = heeding(function("history", "HistoryHandler",
      TableAccess.of(MEMBERSHIPS, GET), TableAccess.of(MESSAGES, QUERY)));
  public static final Function ACK = heeding(posting("ack", "AckHandler", TableAccess.of(MESSAGES, QUERY),
      TableAccess.of(MEMBERSHIPS, GET, QUERY, UPDATE)));
  public static final Function TYPING = heeding(posting("typing", "TypingHandler",
      TableAccess.of(MEMBERSHIPS, GET, QUERY)));
  public static final Function MEMBERS = heeding(function("members", "MembersHandler",
      TableAccess.of(MEMBERSHIPS, GET, QUERY)));
  public static final Function INVITE = heeding(function("invite", "InviteHandler", TableAccess.of(MEMBERSHIPS, GET),
      TableAccess.of(INVITES, PUT, QUERY, UPDATE)));
  public static final Function PRIVACY = heeding(function("privacy", "PrivacyHandler"));
  /** Says whether a user wants to be disturbed, and tells their other devices. */
  public static final Function STATUS = heeding(posting("status", "StatusHandler"));
  /** Tells who of a channel's members is online. */
  public static final Function ONLINE = heeding(function("online", "OnlineHandler",
      TableAccess.of(MEMBERSHIPS, GET, QUERY), TableAccess.of(CONTACTS, BATCH_GET)));
  /** Locks a user out and lets them in again. No route leads to it: an operator invokes it. */
  public static final Function SUSPEND = posting("suspend", "SuspendHandler", TableAccess.of(ACCOUNTS, UPDATE),
      TableAccess.of(PRESENCE, GET, UPDATE), TableAccess.of(DEVICES, GET, DELETE)).endingSockets()
      .pushing(PushAccess.REGISTER);
  /** Answers the REST API, so it may do what the actions of the socket may. */
  public static final Function REST = posting("rest", "rest.RestHandler", TableAccess.of(MESSAGES, QUERY, PUT),
      TableAccess.of(CHANNELS, GET, BATCH_GET, PUT, UPDATE),
      TableAccess.of(MEMBERSHIPS, GET, BATCH_GET, QUERY, PUT, UPDATE), TableAccess.of(INVITES, GET, QUERY, PUT, UPDATE),
      TableAccess.of(PRESENCE, GET, BATCH_GET, UPDATE), TableAccess.of(ACCOUNTS, GET, BATCH_GET, PUT, UPDATE),
      TableAccess.of(TICKETS, PUT), TableAccess.of(RATE_LIMITS, UPDATE), TableAccess.of(USERS, GET, BATCH_GET, PUT),
      TableAccess.of(HANDLES, PUT, UPDATE), TableAccess.of(USER_TERMS, QUERY, PUT, DELETE),
      TableAccess.of(CONTACTS, BATCH_GET, QUERY, PUT, DELETE), TableAccess.of(REPORTS, QUERY, PUT),
      TableAccess.of(DEVICES, GET, PUT, UPDATE, DELETE)).endingSockets()
      .sendingTo(RETRY_QUEUE, ERASURE_QUEUE, PRESENCE_QUEUE).pushing(PushAccess.REGISTER);
  /** Answers what is no action. */
  public static final Function DEFAULT = function("default", "DefaultHandler");
  public static final Function FAN_OUT = delivering("fan-out", "FanOutHandler", TableAccess.of(MESSAGES, QUERY, PUT),
      TableAccess.of(CHANNELS, UPDATE), TableAccess.of(MEMBERSHIPS, QUERY), TableAccess.of(PRESENCE, BATCH_GET, UPDATE),
      TableAccess.of(DEVICES, BATCH_GET)).sendingTo(FAN_OUT_QUEUE, RETRY_QUEUE, PUSH_QUEUE);
  /** Delivers one chunk of a large channel, or once more what failed. */
  public static final Function DELIVER = delivering("deliver", "DeliverHandler", TableAccess.of(MESSAGES, QUERY),
      TableAccess.of(MEMBERSHIPS, QUERY, BATCH_GET), TableAccess.of(PRESENCE, BATCH_GET, UPDATE),
      TableAccess.of(DEVICES, BATCH_GET)).sendingTo(FAN_OUT_QUEUE, RETRY_QUEUE, PUSH_QUEUE);
  /** Delivers again what was not acknowledged a moment later. */
  public static final Function REPAIR = delivering("repair", "RepairHandler", TableAccess.of(MEMBERSHIPS, QUERY),
      TableAccess.of(PRESENCE, BATCH_GET, UPDATE), TableAccess.of(DEVICES, BATCH_GET))
      .sendingTo(FAN_OUT_QUEUE, RETRY_QUEUE, PUSH_QUEUE);

  /** Takes from every table what a user left there. */
  public static final Function ERASE = delivering("erase", "EraseHandler", TableAccess.of(ACCOUNTS, BATCH_GET, UPDATE),
      TableAccess.of(MEMBERSHIPS, GET, BATCH_GET, QUERY, UPDATE), TableAccess.of(CHANNELS, GET, UPDATE),
      TableAccess.of(MESSAGES, QUERY, PUT), TableAccess.of(PRESENCE, GET, UPDATE), TableAccess.of(RATE_LIMITS, DELETE),
      TableAccess.of(REPORTS, QUERY, DELETE), TableAccess.of(USERS, GET, DELETE), TableAccess.of(HANDLES, UPDATE),
      TableAccess.of(USER_TERMS, DELETE), TableAccess.of(CONTACTS, QUERY, BATCH_GET, DELETE),
      TableAccess.of(DEVICES, GET, DELETE)).endingSockets().sendingTo(ERASURE_QUEUE, PRESENCE_QUEUE)
      .pushing(PushAccess.REGISTER);

  /** Carries out what is to be done about presence. */
  public static final Function PRESENCE_FUNCTION = delivering("presence", "PresenceHandler",
      TableAccess.of(PRESENCE, GET, BATCH_GET, UPDATE), TableAccess.of(WATCHES, QUERY, UPDATE, BATCH_WRITE),
      TableAccess.of(CONTACTS, QUERY, BATCH_GET)).sendingTo(PRESENCE_QUEUE);
  /** Tells watchers of those whom they watch. */
  public static final Function WATCH = delivering("watch", "WatchHandler", TableAccess.of(PRESENCE, BATCH_GET, UPDATE),
      TableAccess.of(CONTACTS, BATCH_GET), TableAccess.of(WATCHES, QUERY)).sendingTo(PRESENCE_QUEUE);
  /** Tells devices that are away. */
  public static final Function PUSH = batching("push", "PushHandler", TableAccess.of(DEVICES, GET, UPDATE),
      TableAccess.of(PUSHES, UPDATE), TableAccess.of(PRESENCE, GET), TableAccess.of(MEMBERSHIPS, GET, QUERY),
      TableAccess.of(CHANNELS, BATCH_GET), TableAccess.of(MESSAGES, QUERY), TableAccess.of(CONTACTS, BATCH_GET),
      TableAccess.of(USERS, BATCH_GET)).sendingTo(PUSH_QUEUE)
      .pushing(PushAccess.PUBLISH);

  public static final List<Table> TABLES = List.of(MESSAGES, CHANNELS, MEMBERSHIPS, INVITES, PRESENCE, WATCHES,
      ACCOUNTS, TICKETS, RATE_LIMITS, USERS, HANDLES, USER_TERMS, CONTACTS, REPORTS, DEVICES, PUSHES);
  public static final List<Queue> QUEUES = List.of(FAN_OUT_QUEUE, RETRY_QUEUE, ERASURE_QUEUE, PRESENCE_QUEUE,
      PUSH_QUEUE);
  public static final List<Function> FUNCTIONS = List.of(AUTHORIZER, CONNECT, DISCONNECT, SEND, HEARTBEAT, ACK, TYPING,
      SYNC, HISTORY, MEMBERS, INVITE, PRIVACY, STATUS, ONLINE, REST, DEFAULT, FAN_OUT, DELIVER, REPAIR, SUSPEND, ERASE,
      PRESENCE_FUNCTION, WATCH, PUSH);
  public static final List<Route> ROUTES = List.of(new Route(CONNECT_ROUTE, CONNECT, false),
      new Route(DISCONNECT_ROUTE, DISCONNECT, false), new Route(DEFAULT_ROUTE, DEFAULT, true),
      new Route("send", SEND, true), new Route("heartbeat", HEARTBEAT, true), new Route("ack", ACK, true),
      new Route("typing", TYPING, true),
      new Route("sync", SYNC, true),
      new Route("history", HISTORY, true), new Route("members", MEMBERS, true), new Route("invite", INVITE, true),
      new Route("revoke", INVITE, true), new Route("privacy", PRIVACY, true),
      new Route("status", STATUS, true), new Route("online", ONLINE, true));
  /** The routes of the HTTP API. */
  public static final List<HttpRoute> HTTP_ROUTES = Stream.of("POST /v1/messages", "GET /v1/messages/unread",
      "GET /v1/channels", "POST /v1/channels", "POST /v1/joins", "GET /v1/channels/{channelId}",
      "PATCH /v1/channels/{channelId}", "GET /v1/channels/{channelId}/messages", "PUT /v1/channels/{channelId}/cursor",
      "GET /v1/channels/{channelId}/members", "POST /v1/channels/{channelId}/members",
      "PATCH /v1/channels/{channelId}/members/{userId}", "DELETE /v1/channels/{channelId}/members/{userId}",
      "POST /v1/channels/{channelId}/invites", "DELETE /v1/channels/{channelId}/invites",
      "DELETE /v1/channels/{channelId}/invites/{invite}",
      "POST /v1/tickets", "GET /v1/devices", "DELETE /v1/devices", "DELETE /v1/devices/{deviceId}",
      "GET /v1/me", "PATCH /v1/me", "DELETE /v1/me", "PATCH /v1/me/privacy", "GET /v1/me/export", "GET /v1/users",
      "GET /v1/users/{userId}", "GET /v1/contacts", "PUT /v1/contacts/{userId}", "DELETE /v1/contacts/{userId}",
      "PUT /v1/blocks/{userId}", "DELETE /v1/blocks/{userId}", "POST /v1/reports",
      "PUT /v1/channels/{channelId}/mute", "DELETE /v1/channels/{channelId}/mute", "PUT /v1/devices/{deviceId}/push",
      "DELETE /v1/devices/{deviceId}/push",
      // what is nowhere else; without OPTIONS, which the gateway answers by itself
      "GET /v1/{path+}", "POST /v1/{path+}", "PUT /v1/{path+}", "PATCH /v1/{path+}", "DELETE /v1/{path+}")
      .map(key -> key.split(" ")).map(key -> new HttpRoute(key[0], key[1], REST, true)).toList();
  /** The methods that a page of a configured origin may use. */
  public static final List<String> CORS_METHODS = HTTP_ROUTES.stream().map(HttpRoute::method).distinct().toList();
  /** The headers that such a page may send. */
  public static final List<String> CORS_HEADERS = List.of("authorization", "content-type", "idempotency-key");
  /** The headers of a response that such a page may read. */
  public static final List<String> CORS_EXPOSED_HEADERS = List.of("retry-after");
  /**
   * The batches of the repair and of the watches are large, for a full one does not wait until its window is over. What one
   * watcher is told of within the window goes into one frame, for batches of a shard follow each other.
   */
  public static final List<StreamSource> STREAM_SOURCES = List.of(
      new StreamSource(MESSAGES, FAN_OUT, true, 100, Duration.ZERO, 10, 20, Duration.ofHours(1)),
      new StreamSource(MESSAGES, REPAIR, true, 1000, Duration.ofSeconds(10), 10, 20, Duration.ofHours(1)),
      new StreamSource(WATCHES, WATCH, false, 1000, Duration.ofSeconds(5), 1, 20, Duration.ofHours(1)));
  /** A chunk is work enough for one invocation. */
  public static final List<QueueSource> QUEUE_SOURCES = List.of(new QueueSource(FAN_OUT_QUEUE, DELIVER, 1, 50),
      new QueueSource(RETRY_QUEUE, DELIVER, 10, 20), new QueueSource(ERASURE_QUEUE, ERASE, 1, 5),
      new QueueSource(PRESENCE_QUEUE, PRESENCE_FUNCTION, 10, 20), new QueueSource(PUSH_QUEUE, PUSH, 10, 20));

  /** What has a queue of dead letters. */
  public static final List<DeadLetterSource> DEAD_LETTER_SOURCES = Stream
      .<DeadLetterSource>concat(QUEUES.stream(), STREAM_SOURCES.stream()).toList();

  private Topology() {}

  /** What the platform applications are called in a stage, one name for every platform. */
  public static String pushApplicationIn(String stage) {
    return "chat-" + stage + "-push";
  }

  private static Function function(String name, String handlerClass,
      TableAccess... access) {
    return new Function(name, "chat.entrypoint." + handlerClass, 1024, Duration.ofSeconds(10), List.of(access), false,
        false, List.of());
  }

  /** It may have to wait for its turn in the log, or for sockets. API Gateway waits for 29 seconds. */
  private static Function posting(String name, String handlerClass, TableAccess... access) {
    return new Function(name, "chat.entrypoint." + handlerClass, 1024, Duration.ofSeconds(25), List.of(access), true,
        false, List.of());
  }

  /** The function of an action of the socket, to which every frame is a sign of life. */
  private static Function heeding(Function function) {
    return function.accessing(PRESENCE, BATCH_GET, PUT, UPDATE).accessing(WATCHES, QUERY).sendingTo(PRESENCE_QUEUE);
  }

  /** A function that works through batches and posts. */
  private static Function delivering(String name, String handlerClass, TableAccess... access) {
    return new Function(name, "chat.entrypoint." + handlerClass, 1024, Duration.ofSeconds(60), List.of(access), true,
        false, List.of());
  }

  /** A function that works through batches. */
  private static Function batching(String name, String handlerClass, TableAccess... access) {
    return new Function(name, "chat.entrypoint." + handlerClass, 1024, Duration.ofSeconds(60), List.of(access), false,
        false, List.of());
  }
}
