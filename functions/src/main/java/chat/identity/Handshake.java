package chat.identity;

import chat.topology.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a client says when it opens a socket. Native clients carry their token in {@code Authorization: Bearer}; a
 * browser cannot set that header, so it offers a second subprotocol, {@code bearer.<token>}. A token never stands in an
 * address, where logs would keep it.
 *
 * @param subprotocols those offered in {@code Sec-WebSocket-Protocol} (RFC 6455, section 4.1)
 */
public record Handshake(List<String> subprotocols, Optional<String> token) {
  private static final String BEARER_HEADER = "bearer ";
  private static final String BEARER_SUBPROTOCOL = "bearer.";

  /** Header names in any case. */
  public static Handshake of(Map<String, String> headers) {
    List<String> subprotocols = header(headers, Topology.IDENTITY_HEADER)
        .map(value -> Arrays.stream(value.split(",")).map(String::strip).toList()).orElse(List.of());
    Optional<String> fromHeader = header(headers, "Authorization")
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER_HEADER))
        .map(value -> value.substring(BEARER_HEADER.length()).strip());
    Stream<String> fromSubprotocol = subprotocols.stream().filter(name -> name.startsWith(BEARER_SUBPROTOCOL))
        .map(name -> name.substring(BEARER_SUBPROTOCOL.length()));
    return new Handshake(subprotocols, Stream.concat(fromHeader.stream(), fromSubprotocol).findFirst());
  }

  public boolean speaksOurProtocol() {
    return subprotocols.contains(Topology.SUBPROTOCOL);
  }

  private static Optional<String> header(Map<String, String> headers, String name) {
    return headers.entrySet().stream().filter(entry -> entry.getKey().equalsIgnoreCase(name)).map(Map.Entry::getValue)
        .findFirst();
  }

  /** Without the token, which no log may show. */
  @Override
  public String toString() {
    return "Handshake[token " + (token.isPresent() ? "given" : "missing") + "]";
  }
}
