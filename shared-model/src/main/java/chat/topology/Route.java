package chat.topology;

/**
 * A route of the WebSocket API.
 *
 * @param key {@code $connect}, {@code $disconnect}, {@code $default} or the value of the frame's {@code action}
 * @param answers whether what the function returns goes back as a frame
 */
public record Route(String key, Function function, boolean answers) {}
