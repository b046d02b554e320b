/** Checking tokens. */
@NullMarked
package chat.aws.jwt;

import org.jspecify.annotations.NullMarked;
