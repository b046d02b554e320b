/** Who is calling. */
@NullMarked
package chat.identity;

import org.jspecify.annotations.NullMarked;
