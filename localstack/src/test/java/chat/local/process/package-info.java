@NullMarked
package chat.local.process;

import org.jspecify.annotations.NullMarked;
