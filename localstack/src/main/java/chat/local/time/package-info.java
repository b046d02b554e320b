/** Time that tests can advance by hand. */
@NullMarked
package chat.local.time;

import org.jspecify.annotations.NullMarked;
