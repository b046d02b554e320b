@NullMarked
package chat.local.gateway;

import org.jspecify.annotations.NullMarked;
