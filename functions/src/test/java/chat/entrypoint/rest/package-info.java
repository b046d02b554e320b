@NullMarked
package chat.entrypoint.rest;

import org.jspecify.annotations.NullMarked;
