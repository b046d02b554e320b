package chat.local.gateway;

import java.time.Duration;

/**
 * What becomes of the word to {@code $disconnect} that a socket has ended. AWS calls it best effort
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html).
 */
public sealed interface DisconnectFate {
  /** The function hears of it at once. */
  record Told() implements DisconnectFate {}

  /** The function never hears of it. */
  record Lost() implements DisconnectFate {}

  /** The function hears of it later. */
  record Late(Duration delay) implements DisconnectFate {}
}
