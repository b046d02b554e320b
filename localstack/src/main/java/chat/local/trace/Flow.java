package chat.local.trace;

import java.util.stream.Stream;

/**
 * A way on which something has gone through the cloud.
 *
 * @param from a function, table or queue by name, {@link #GATEWAY} or {@link #SNS}
 * @param to likewise
 */
public record Flow(Kind kind, String from, String to) {
  public static final String GATEWAY = "gateway";
  public static final String SNS = "sns";

  /** What goes there. */
  public enum Kind {
    /** The gateway invokes a function. */
    INVOKE,
    /** A table's stream brings a batch to a function. */
    STREAM,
    /** A queue brings a batch to a function. */
    RECEIVE,
    /** A function reads a table. */
    READ,
    /** A function writes to a table. */
    WRITE,
    /** A function posts to a socket. */
    POST,
    /** A function registers devices with SNS or publishes to them. */
    PUSH,
    /** A function puts messages into a queue. */
    SEND
  }

  /** What an invocation has set going, with its own cause first. */
  static Stream<Flow> of(Invocation invocation) {
    String function = invocation.function().name();
    return Stream.concat(Stream.of(of(invocation.cause(), function)),
        invocation.effects().stream().map(effect -> of(function, effect)));
  }

  private static Flow of(Cause cause, String function) {
    return switch (cause) {
      case Cause.Records(String table, _) -> new Flow(Kind.STREAM, table, function);
      case Cause.Messages(String queue, _) -> new Flow(Kind.RECEIVE, queue, function);
      case Cause.Handshake _,Cause.Frame _,Cause.Disconnect _,Cause.Request _,Cause.Operator _ ->
        new Flow(Kind.INVOKE, GATEWAY, function);
    };
  }

  private static Flow of(String function, Effect effect) {
    return switch (effect) {
      case Effect.TableCall call -> new Flow(call.writes() ? Kind.WRITE : Kind.READ, function, call.table());
      case Effect.Post _ -> new Flow(Kind.POST, function, GATEWAY);
      case Effect.PushCall _ -> new Flow(Kind.PUSH, function, SNS);
      case Effect.QueueSend send -> new Flow(Kind.SEND, function, send.queue());
    };
  }
}
