/** Posting to open sockets. */
@NullMarked
package chat.aws.apigateway;

import org.jspecify.annotations.NullMarked;
