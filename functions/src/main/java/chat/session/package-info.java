/** Sockets are opened for those who may come in, and ended for those who may not any more. */
@NullMarked
package chat.session;

import org.jspecify.annotations.NullMarked;
