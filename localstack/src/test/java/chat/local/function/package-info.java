@NullMarked
package chat.local.function;

import org.jspecify.annotations.NullMarked;
