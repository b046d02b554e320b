package chat.local.gateway;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps foreign web pages out of a developer's machine: the host must be this machine by name (a rebound DNS name is
 * not), and so must the page that a browser sends the request for.
 */
public final class LoopbackGuard {
  private static final String LOOPBACK = "(127\\.0\\.0\\.1|localhost)(:\\d{1,5})?";
  private static final Pattern HOST = Pattern.compile(LOOPBACK, Pattern.CASE_INSENSITIVE);
  private static final Pattern ORIGIN = Pattern.compile("https?://" + LOOPBACK, Pattern.CASE_INSENSITIVE);

  private LoopbackGuard() {}

  /**
   * Whether a request may be answered.
   *
   * @param hosts the values of its {@code Host} headers: there must be one
   * @param origins the values of its {@code Origin} headers: programs send none
   */
  public static boolean permits(List<String> hosts, List<String> origins) {
    return hosts.size() == 1 && hosts.stream().allMatch(host -> HOST.matcher(host).matches())
        && origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches());
  }
}
