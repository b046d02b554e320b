@NullMarked
package chat.local.console;

import org.jspecify.annotations.NullMarked;
