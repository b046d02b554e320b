@NullMarked
package chat.local.storage;

import org.jspecify.annotations.NullMarked;
