package chat.local.gateway;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The open sockets. Every end is told once. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the channel, which is heard of anyway
final class Sockets {
  private static final int LINGER_SECONDS = 2;

  private final Map<String, Connection> open = new ConcurrentHashMap<>();
  private final Disconnects disconnects;

  Sockets(Disconnects disconnects) {
    this.disconnects = disconnects;
  }

  Optional<Connection> find(String connectionId) {
    return Optional.ofNullable(open.get(connectionId));
  }

  List<OpenConnection> list() {
    return open.values().stream().map(Connection::description).toList();
  }

  void opened(Connection connection) {
    open.put(connection.id(), connection);
  }

  /** The client had gone when {@code $connect} had let it in. */
  void neverOpened(Connection connection) {
    disconnects.announce(connection, CloseReason.NO_CLOSE_FRAME);
  }

  /** The socket has ended, or will at once. Returns false when that was known. */
  boolean ended(Connection connection, CloseReason reason) {
    connection.unwatched();
    if (open.remove(connection.id()) == null) {
      return false;
    }
    disconnects.announce(connection, reason);
    return true;
  }

  /**
   * Closes from this side: the close frame, then only our direction of the connection, so that a client still sending is
   * not reset before it has read why. Returns false when the socket had ended.
   */
  boolean close(Connection connection, CloseReason reason) {
    if (!ended(connection, reason)) {
      return false;
    }
    SocketChannel channel = (SocketChannel) connection.channel();
    channel.writeAndFlush(new CloseWebSocketFrame(reason.code(), reason.text())).addListener(sent -> {
      channel.shutdownOutput();
      channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    });
    return true;
  }

  /** Answers the client's close with the same code (RFC 6455, section 5.5.1). */
  void closedByClient(Connection connection, CloseWebSocketFrame frame) {
    boolean hasStatus = frame.statusCode() >= 0;
    ended(connection, hasStatus ? new CloseReason(frame.statusCode(), frame.reasonText()) : CloseReason.NO_STATUS);
    CloseWebSocketFrame echo = hasStatus
        ? new CloseWebSocketFrame(frame.statusCode(), "")
        : new CloseWebSocketFrame();
    connection.channel().writeAndFlush(echo).addListener(ChannelFutureListener.CLOSE);
  }

  /** Breaks the connection without a close frame. Returns false when the socket had ended. */
  boolean cut(Connection connection) {
    boolean wasOpen = ended(connection, CloseReason.NO_CLOSE_FRAME);
    connection.channel().close();
    return wasOpen;
  }

  void closeAll(CloseReason reason) {
    open.values().forEach(connection -> close(connection, reason));
  }
}
