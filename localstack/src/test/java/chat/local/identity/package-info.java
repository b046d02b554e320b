@NullMarked
package chat.local.identity;

import org.jspecify.annotations.NullMarked;
