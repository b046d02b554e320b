package chat.local.gateway;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.concurrent.Executor;

/** Sorts HTTP requests by path. The work is done on other threads, since it waits for functions, sockets and files. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the channel, which is heard of anyway
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final WebSocketApi api;
  private final Handshakes handshakes;
  private final ConnectionsApi connections;
  private final WebFiles files;
  private final Executor threads;

  HttpHandler(WebSocketApi api, Handshakes handshakes, ConnectionsApi connections, WebFiles files, Executor threads) {
    this.api = api;
    this.handshakes = handshakes;
    this.connections = connections;
    this.files = files;
    this.threads = threads;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    String path = new QueryStringDecoder(request.uri()).rawPath();
    Channel channel = context.channel();
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    if (!request.decoderResult().isSuccess() || !path.startsWith("/") || !hasGoodQuery(request)) {
      Answer.refusal(400, "Bad Request").writeTo(channel, false);
    } else if (!LoopbackGuard.permits(request.headers())) {
      Answer.refusal(403, "Forbidden").writeTo(channel, false);
    } else if (path.equals(api.path())) {
      UpgradeRequest upgrade = UpgradeRequest.of(request);
      run(channel, () -> handshakes.open(channel, upgrade));
    } else {
      String method = request.method().name();
      HttpHeaders headers = request.headers();
      byte[] body = ByteBufUtil.getBytes(request.content());
      run(channel, () -> answer(method, path, headers, body).writeTo(channel, keepAlive));
    }
  }

  private static boolean hasGoodQuery(FullHttpRequest request) {
    try {
      return new QueryStringDecoder(request.uri()).parameters() != null;
    } catch (IllegalArgumentException badEscape) {
      return false;
    }
  }

  /** Whatever happens, the client is answered. */
  private void run(Channel channel, Runnable task) {
    threads.execute(() -> {
      try {
        task.run();
      } catch (RuntimeException broken) {
        broken.printStackTrace();
        Answer.refusal(500, "Internal server error").writeTo(channel, false);
      }
    });
  }

  private Answer answer(String method, String path, HttpHeaders headers, byte[] body) {
    String prefix = api.path() + ConnectionsApi.PATH;
    return path.startsWith(prefix)
        ? connections.answer(method, path.substring(prefix.length()), headers, body)
        : files.answer(method, path);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
