package chat.local.gateway.http;

import java.time.Duration;
import java.util.List;

/**
 * Which pages of other origins may call the API
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html).
 *
 * @param origins such as {@code https://example.com}, or {@code *} for all
 * @param methods that a page may use, or {@code *}
 * @param headers that a page may send, or {@code *}
 * @param exposed headers of a response that a page may read
 * @param maxAge how long a browser may remember this
 * @param credentials whether a page may send cookies
 */
public record Cors(List<String> origins, List<String> methods, List<String> headers, List<String> exposed,
    Duration maxAge,
    boolean credentials) {
  public Cors {
    origins = List.copyOf(origins);
    methods = List.copyOf(methods);
    headers = List.copyOf(headers);
    exposed = List.copyOf(exposed);
  }
}
