/** Reading and writing JSON (RFC 8259) without reflection: what a function pays for at every cold start. */
@NullMarked
package chat.json;

import org.jspecify.annotations.NullMarked;
