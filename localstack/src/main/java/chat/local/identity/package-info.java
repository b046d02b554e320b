/** Where demo users get their tokens. */
@NullMarked
package chat.local.identity;

import org.jspecify.annotations.NullMarked;
