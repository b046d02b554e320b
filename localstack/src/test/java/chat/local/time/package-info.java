@NullMarked
package chat.local.time;

import org.jspecify.annotations.NullMarked;
