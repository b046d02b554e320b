/** API Gateway's WebSocket API with its {@code @connections}, and the files of the web client, all on one port. */
@NullMarked
package chat.local.gateway;

import org.jspecify.annotations.NullMarked;
