/** The REST API: one function, whose routes lead to the same use cases as the socket's actions. */
@NullMarked
package chat.entrypoint.rest;

import org.jspecify.annotations.NullMarked;
