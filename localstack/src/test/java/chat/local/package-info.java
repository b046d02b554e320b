@NullMarked
package chat.local;

import org.jspecify.annotations.NullMarked;
