@NullMarked
package chat.local.queue;

import org.jspecify.annotations.NullMarked;
