/** The Lambda handlers and their wiring. */
@NullMarked
package chat.entrypoint;

import org.jspecify.annotations.NullMarked;
