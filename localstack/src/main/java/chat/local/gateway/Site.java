package chat.local.gateway;

import chat.local.gateway.http.HttpApi;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * All that is served on the one port.
 *
 * @param webDirectory files served at the root, where the HTTP API has no route
 * @param config the document served as {@code /config.json}
 */
public record Site(WebSocketApi webSocketApi, HttpApi httpApi, Path webDirectory, Supplier<String> config) {}
