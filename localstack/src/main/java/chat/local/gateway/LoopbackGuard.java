package chat.local.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.regex.Pattern;

/**
 * Keeps foreign web pages out of a developer's machine: the host must be this machine by name (a rebound DNS name is
 * not), and so must the page that a browser sends the request for.
 */
final class LoopbackGuard {
  private static final String LOOPBACK = "(127\\.0\\.0\\.1|localhost)(:\\d{1,5})?";
  private static final Pattern HOST = Pattern.compile(LOOPBACK, Pattern.CASE_INSENSITIVE);
  private static final Pattern ORIGIN = Pattern.compile("https?://" + LOOPBACK, Pattern.CASE_INSENSITIVE);

  private LoopbackGuard() {}

  static boolean permits(HttpHeaders headers) {
    return HOST.matcher(headers.get(HttpHeaderNames.HOST, "")).matches()
        && headers.getAll(HttpHeaderNames.ORIGIN).stream().allMatch(origin -> ORIGIN.matcher(origin).matches());
  }
}
