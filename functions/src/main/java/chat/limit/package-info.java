/** How often a user may do what costs or annoys others. */
@NullMarked
package chat.limit;

import org.jspecify.annotations.NullMarked;
