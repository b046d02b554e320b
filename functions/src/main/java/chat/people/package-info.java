/** What people tell of themselves, and how they are found by it. */
@NullMarked
package chat.people;

import org.jspecify.annotations.NullMarked;
