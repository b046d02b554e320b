/** Channels and who is in them. */
@NullMarked
package chat.channel;

import org.jspecify.annotations.NullMarked;
