/** Groups: who is in them, who may do what, and the ways in. */
@NullMarked
package chat.group;

import org.jspecify.annotations.NullMarked;
