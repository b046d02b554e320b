/** What is stored of a user, for themself. */
@NullMarked
package chat.export;

import org.jspecify.annotations.NullMarked;
