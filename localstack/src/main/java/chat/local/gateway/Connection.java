package chat.local.gateway;

import chat.local.time.Timers.Timer;
import chat.local.time.TokenBucket;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A socket, from its handshake on. */
final class Connection {
  private final String id;
  private final Channel channel;
  private final Instant connectedAt;
  private final Caller caller;
  private final TokenBucket requests;
  private final Map<String, String> authorizer;
  private final AtomicLong framesIn = new AtomicLong();
  private final AtomicLong framesOut = new AtomicLong();
  private volatile Instant lastActiveAt;
  private volatile Timer watch = () -> {};

  Connection(String id, Channel channel, Instant connectedAt, Caller caller, TokenBucket requests,
      Map<String, String> authorizer) {
    this.id = id;
    this.channel = channel;
    this.connectedAt = connectedAt;
    this.caller = caller;
    this.requests = requests;
    this.authorizer = authorizer;
    this.lastActiveAt = connectedAt;
  }

  /** Who is on the other side, as far as the network tells, and the host they asked for. */
  record Caller(String sourceIp, String userAgent, String domainName) {}

  /** The same socket once the authorizer has told its principal and context. */
  Connection authorized(Map<String, String> context) {
    return new Connection(id, channel, connectedAt, caller, requests, context);
  }

  String id() {
    return id;
  }

  Channel channel() {
    return channel;
  }

  Instant connectedAt() {
    return connectedAt;
  }

  Caller caller() {
    return caller;
  }

  /** Part of every event; empty until the authorizer has run. */
  Map<String, String> authorizer() {
    return authorizer;
  }

  Instant lastActiveAt() {
    return lastActiveAt;
  }

  /** A frame of any kind has come. */
  void active(Instant now) {
    lastActiveAt = now;
  }

  /** Counts a message of the client. Returns false when it sends too many. */
  boolean received() {
    framesIn.incrementAndGet();
    return requests.take();
  }

  ChannelFuture send(TextWebSocketFrame frame, Instant now) {
    lastActiveAt = now;
    framesOut.incrementAndGet();
    return channel.writeAndFlush(frame);
  }

  /** What ends the socket in time; cancelled when it has ended. */
  void watchedBy(Timer timer) {
    watch = timer;
  }

  void unwatched() {
    watch.cancel();
  }

  OpenConnection description() {
    return new OpenConnection(id, authorizer.getOrDefault(Authorization.PRINCIPAL, ""), connectedAt, lastActiveAt,
        caller.sourceIp(), caller.userAgent(), framesIn.get(), framesOut.get());
  }
}
