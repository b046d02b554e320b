/** Who is connected, under a lease that signs of life renew. */
@NullMarked
package chat.presence;

import org.jspecify.annotations.NullMarked;
