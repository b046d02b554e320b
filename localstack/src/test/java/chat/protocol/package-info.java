@NullMarked
package chat.protocol;

import org.jspecify.annotations.NullMarked;
