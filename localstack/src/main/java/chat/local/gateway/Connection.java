package chat.local.gateway;

import io.netty.channel.Channel;
import java.time.Instant;
import java.util.Map;

/** A socket, from its handshake on. */
final class Connection {
  private final String id;
  private final Channel channel;
  private final Instant connectedAt;
  private final Caller caller;
  private final Map<String, String> authorizer;
  private volatile Instant lastActiveAt;

  Connection(String id, Channel channel, Instant connectedAt, Caller caller, Map<String, String> authorizer) {
    this.id = id;
    this.channel = channel;
    this.connectedAt = connectedAt;
    this.caller = caller;
    this.authorizer = authorizer;
    this.lastActiveAt = connectedAt;
  }

  /** Who is on the other side, as far as the network tells, and the host they asked for. */
  record Caller(String sourceIp, String userAgent, String domainName) {}

  /** The same socket once the authorizer has told its principal and context. */
  Connection authorized(Map<String, String> context) {
    return new Connection(id, channel, connectedAt, caller, context);
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

  void active(Instant now) {
    lastActiveAt = now;
  }
}
