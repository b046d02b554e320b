/** The whole service in one process: real functions, real tables and streams, an imitated gateway. */
@NullMarked
package chat.local;

import org.jspecify.annotations.NullMarked;
