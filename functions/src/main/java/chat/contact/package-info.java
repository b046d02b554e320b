/** What people are to each other, and what they let each other do. */
@NullMarked
package chat.contact;

import org.jspecify.annotations.NullMarked;
