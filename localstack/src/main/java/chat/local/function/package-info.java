/** Runs the functions as Lambda does. */
@NullMarked
package chat.local.function;

import org.jspecify.annotations.NullMarked;
