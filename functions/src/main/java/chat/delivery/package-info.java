/** From the log to open sockets. */
@NullMarked
package chat.delivery;

import org.jspecify.annotations.NullMarked;
