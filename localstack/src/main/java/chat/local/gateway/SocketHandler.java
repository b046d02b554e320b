package chat.local.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.time.InstantSource;

/** The frames of one socket. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the channel, which is heard of anyway
final class SocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
  private final Connection connection;
  private final Sockets sockets;
  private final Messages messages;
  private final InstantSource clock;

  SocketHandler(Connection connection, Sockets sockets, Messages messages, InstantSource clock) {
    this.connection = connection;
    this.sockets = sockets;
    this.messages = messages;
    this.clock = clock;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    connection.active(clock.instant());
    switch (frame) {
      case TextWebSocketFrame text -> messages.received(connection, text.text());
      case BinaryWebSocketFrame binary -> sockets.close(connection, CloseReason.BINARY);
      case PingWebSocketFrame ping -> context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
      case CloseWebSocketFrame close -> sockets.closedByClient(connection, close);
      default -> {
        // a pong asks for nothing
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    sockets.ended(connection, CloseReason.NO_CLOSE_FRAME);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    switch (cause) {
      case CorruptedWebSocketFrameException broken -> sockets.close(connection, reason(broken.closeStatus()));
      case TooLongFrameException tooLong -> sockets.close(connection, CloseReason.TOO_BIG);
      case IOException lost -> context.close();
      default -> sockets.close(connection, CloseReason.INTERNAL);
    }
  }

  private static CloseReason reason(WebSocketCloseStatus status) {
    return status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)
        ? CloseReason.TOO_BIG
        : new CloseReason(status.code(), status.reasonText());
  }
}
