package chat.identity;

import chat.model.DeviceId;
import chat.topology.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a client says when it opens a socket. Native clients carry their token in {@code Authorization: Bearer}, and name
 * their device by a subprotocol, {@code device.<deviceId>}; a browser cannot set that header, so it offers {@code
 * ticket.<ticket>}, which it got for this. A token never stands in an address, where logs would keep it.
 *
 * @param subprotocols those offered in {@code Sec-WebSocket-Protocol} (RFC 6455, section 4.1)
 */
public record Handshake(List<String> subprotocols, Optional<String> token) {
  private static final String BEARER_HEADER = "bearer ";
  private static final String TICKET_SUBPROTOCOL = "ticket.";
  private static final String DEVICE_SUBPROTOCOL = "device.";

  /** Header names in any case. */
  public static Handshake of(Map<String, String> headers) {
    List<String> subprotocols = header(headers, Topology.IDENTITY_HEADER)
        .map(value -> Arrays.stream(value.split(",")).map(String::strip).toList()).orElse(List.of());
    Optional<String> token = header(headers, "Authorization")
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER_HEADER))
        .map(value -> value.substring(BEARER_HEADER.length()).strip());
    return new Handshake(subprotocols, token);
  }

  public boolean speaksOurProtocol() {
    return subprotocols.contains(Topology.SUBPROTOCOL);
  }

  Optional<String> ticket() {
    return after(TICKET_SUBPROTOCOL, subprotocols);
  }

  /** Throws InvalidValueException if its name is none. */
  DeviceId device() {
    return after(DEVICE_SUBPROTOCOL, subprotocols).map(DeviceId::new).orElse(DeviceId.DEFAULT);
  }

  private static Optional<String> after(String prefix, List<String> subprotocols) {
    return subprotocols.stream().filter(name -> name.startsWith(prefix)).map(name -> name.substring(prefix.length()))
        .findFirst();
  }

  private static Optional<String> header(Map<String, String> headers, String name) {
    return headers.entrySet().stream().filter(entry -> entry.getKey().equalsIgnoreCase(name)).map(Map.Entry::getValue)
        .findFirst();
  }

  /** Without token and ticket, which no log may show. */
  @Override
  public String toString() {
    return "Handshake[token " + (token.isPresent() ? "given" : "missing") + ", ticket "
        + (ticket().isPresent() ? "given" : "missing") + "]";
  }
}
