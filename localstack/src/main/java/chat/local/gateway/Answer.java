package chat.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.json.JsonText;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;

/** An HTTP response. */
@SuppressWarnings("ArrayRecordComponent") // never compared, written once
record Answer(int status, HttpHeaders headers, byte[] body) {
  Answer(int status, Map<String, String> headers, byte[] body) {
    this(status, new DefaultHttpHeaders(), body);
    headers.forEach(this.headers::set);
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  static Answer json(String json) {
    return new Answer(200, Map.of("Content-Type", "application/json"), json.getBytes(UTF_8));
  }

  /** The gateway's form of saying no. */
  static Answer refusal(int status, String sentence) {
    return new Answer(status, Map.of("Content-Type", "application/json"),
        JsonText.object(json -> json.writeStringField("message", sentence)).getBytes(UTF_8));
  }

  Answer with(Map<String, String> more) {
    HttpHeaders all = headers.copy();
    more.forEach(all::set);
    return new Answer(status, all, body);
  }

  void writeTo(Channel channel, boolean keepAlive) {
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status),
        Unpooled.wrappedBuffer(body));
    response.headers().add(headers);
    HttpUtil.setContentLength(response, body.length);
    HttpUtil.setKeepAlive(response, keepAlive);
    channel.writeAndFlush(response)
        .addListener(keepAlive ? ChannelFutureListener.CLOSE_ON_FAILURE : ChannelFutureListener.CLOSE);
  }
}
