package chat.local.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.json.JsonText;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/** A response. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpReply(int status, HttpHeaders headers, byte[] body) {
  static HttpReply empty(int status) {
    return new HttpReply(status, new DefaultHttpHeaders(), new byte[0]);
  }

  /** The gateway's form of saying no. */
  static HttpReply refusal(int status, String message) {
    return new HttpReply(status, new DefaultHttpHeaders().set(HttpHeaderNames.CONTENT_TYPE, "application/json"),
        JsonText.object(json -> json.writeStringField("message", message)).getBytes(UTF_8));
  }
}
