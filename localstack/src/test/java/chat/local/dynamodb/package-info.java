@NullMarked
package chat.local.dynamodb;

import org.jspecify.annotations.NullMarked;
