package chat.local.gateway.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/** Answers browsers on behalf of the functions, whose own words on it are ignored. */
record CorsHeaders(Cors cors) {
  private static final String PREFIX = "access-control-";

  static boolean isPreflight(HttpCall call) {
    return call.method().equals("OPTIONS") && call.headers().contains(HttpHeaderNames.ORIGIN)
        && call.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
  }

  HttpReply preflight(HttpCall call) {
    HttpReply reply = apply(call, HttpReply.empty(204));
    if (permits(call)) {
      reply.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, String.join(",", cors.methods()))
          .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, String.join(",", cors.headers()))
          .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, cors.maxAge().toSeconds());
    }
    return reply;
  }

  HttpReply apply(HttpCall call, HttpReply reply) {
    HttpHeaders headers = reply.headers().copy();
    reply.headers().names().stream().filter(name -> name.regionMatches(true, 0, PREFIX, 0, PREFIX.length()))
        .forEach(headers::remove);
    if (permits(call)) {
      headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN,
          cors.origins().contains("*") ? "*" : call.headers().get(HttpHeaderNames.ORIGIN));
      if (!cors.exposed().isEmpty()) {
        headers.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, String.join(",", cors.exposed()));
      }
      if (cors.credentials()) {
        headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
      }
    }
    return new HttpReply(reply.status(), headers, reply.body());
  }

  private boolean permits(HttpCall call) {
    String origin = call.headers().get(HttpHeaderNames.ORIGIN);
    return origin != null && (cors.origins().contains("*") || cors.origins().contains(origin));
  }
}
