/** What travels over a socket: client actions, server events, refusals, and the one codec. */
@NullMarked
package chat.wire;

import org.jspecify.annotations.NullMarked;
