/** A page that shows what happens in the cloud while it happens, and makes things go wrong. */
@NullMarked
package chat.local.console;

import org.jspecify.annotations.NullMarked;
