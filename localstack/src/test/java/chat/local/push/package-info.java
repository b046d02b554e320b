@NullMarked
package chat.local.push;

import org.jspecify.annotations.NullMarked;
