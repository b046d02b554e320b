@NullMarked
package chat.local.trace;

import org.jspecify.annotations.NullMarked;
