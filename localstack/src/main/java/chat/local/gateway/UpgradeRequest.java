package chat.local.gateway;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;

/** A request to open a socket (RFC 6455, section 4.1), kept while the functions decide. */
record UpgradeRequest(FullHttpRequest request) {
  static UpgradeRequest of(FullHttpRequest request) {
    return new UpgradeRequest(new DefaultFullHttpRequest(request.protocolVersion(), request.method(), request.uri(),
        Unpooled.EMPTY_BUFFER, request.headers(), request.trailingHeaders()));
  }

  boolean isWellFormed() {
    return request.method().equals(HttpMethod.GET)
        && headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        && headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
        && headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
        && "13".equals(headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION));
  }

  HttpHeaders headers() {
    return request.headers();
  }

  Map<String, List<String>> query() {
    return new QueryStringDecoder(request.uri()).parameters();
  }
}
