/** What can be made to go wrong, while it runs. */
@NullMarked
package chat.local.fault;

import org.jspecify.annotations.NullMarked;
