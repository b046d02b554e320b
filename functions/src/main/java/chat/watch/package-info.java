/** Contacts are told of each other's presence while they are online. */
@NullMarked
package chat.watch;

import org.jspecify.annotations.NullMarked;
