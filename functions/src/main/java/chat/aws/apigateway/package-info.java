/** Posting to open sockets, and closing them. */
@NullMarked
package chat.aws.apigateway;

import org.jspecify.annotations.NullMarked;
