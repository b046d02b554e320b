/** Sending and reading messages: the log and its append. */
@NullMarked
package chat.messaging;

import org.jspecify.annotations.NullMarked;
