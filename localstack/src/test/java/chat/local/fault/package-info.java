@NullMarked
package chat.local.fault;

import org.jspecify.annotations.NullMarked;
