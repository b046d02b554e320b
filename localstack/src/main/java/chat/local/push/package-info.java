/** Mobile push: what SNS does of it, told to nobody's telephone. */
@NullMarked
package chat.local.push;

import org.jspecify.annotations.NullMarked;
