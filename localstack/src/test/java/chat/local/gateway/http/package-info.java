@NullMarked
package chat.local.gateway.http;

import org.jspecify.annotations.NullMarked;
