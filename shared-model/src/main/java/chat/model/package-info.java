/** The validated words of the chat. A value that exists is valid. */
@NullMarked
package chat.model;

import org.jspecify.annotations.NullMarked;
