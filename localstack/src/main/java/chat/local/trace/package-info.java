/** What happened: every invocation with its cause and its effects, so that one message can be followed. */
@NullMarked
package chat.local.trace;

import org.jspecify.annotations.NullMarked;
