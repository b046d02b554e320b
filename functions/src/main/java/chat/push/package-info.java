/** Devices that are away are told by notifications, and no more than they have to be. */
@NullMarked
package chat.push;

import org.jspecify.annotations.NullMarked;
