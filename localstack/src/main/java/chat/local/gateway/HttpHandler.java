package chat.local.gateway;

import chat.local.gateway.http.HttpApiServer;
import chat.local.gateway.http.HttpCall;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/** Sorts HTTP requests by path. The work is done on other threads, since it waits for functions, sockets and files. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the channel, which is heard of anyway
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final WebSocketApi api;
  private final Handshakes handshakes;
  private final ConnectionsApi connections;
  private final HttpApiServer httpApi;
  private final WebFiles files;
  private final Executor threads;

  HttpHandler(WebSocketApi api, Handshakes handshakes, ConnectionsApi connections, HttpApiServer httpApi,
      WebFiles files, Executor threads) {
    this.api = api;
    this.handshakes = handshakes;
    this.connections = connections;
    this.httpApi = httpApi;
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
    } else if (!LoopbackGuard.permits(request.headers().getAll(HttpHeaderNames.HOST),
        request.headers().getAll(HttpHeaderNames.ORIGIN))) {
      Answer.refusal(403, "Forbidden").writeTo(channel, false);
    } else if (path.equals(api.path())) {
      UpgradeRequest upgrade = UpgradeRequest.of(request);
      run(channel, () -> handshakes.open(channel, upgrade));
    } else if (isOfHttpApi(path)) {
      HttpCall call = call(channel, request, path);
      run(channel, () -> httpApi.serve(call,
          reply -> new Answer(reply.status(), reply.headers(), reply.body()).writeTo(channel, keepAlive)));
    } else {
      String method = request.method().name();
      HttpHeaders headers = request.headers();
      byte[] body = ByteBufUtil.getBytes(request.content());
      run(channel, () -> answer(method, path, headers, body).writeTo(channel, keepAlive));
    }
  }

  private boolean isOfHttpApi(String path) {
    return !path.startsWith(api.path() + ConnectionsApi.PATH) && httpApi.owns(path);
  }

  private static HttpCall call(Channel channel, FullHttpRequest request, String path) {
    String sourceIp = ((InetSocketAddress) channel.remoteAddress()).getAddress().getHostAddress();
    return new HttpCall(request.method().name(), path, new QueryStringDecoder(request.uri()).rawQuery(),
        request.headers(), ByteBufUtil.getBytes(request.content()), sourceIp, request.protocolVersion().text());
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
