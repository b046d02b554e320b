/** Tables and streams: Amazon's own engine, and what Lambda does around it. */
@NullMarked
package chat.local.dynamodb;

import org.jspecify.annotations.NullMarked;
