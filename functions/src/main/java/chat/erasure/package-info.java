/** Taking from every table what a user left there, when they delete their account. */
@NullMarked
package chat.erasure;

import org.jspecify.annotations.NullMarked;
