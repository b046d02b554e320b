package chat.local.gateway;

import chat.local.gateway.http.HttpApiServer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;

/** Whole requests. One that is too big is told so while it still comes in; what is left of it is thrown away. */
final class RequestAggregator extends HttpObjectAggregator {
  RequestAggregator() {
    super(HttpApiServer.MAX_REQUEST_BYTES);
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
    Answer.refusal(413, "Request Entity Too Large").writeTo(context.channel(), HttpUtil.isKeepAlive(oversized));
  }
}
