/** API Gateway's HTTP API, with payload format 2.0, JWT authorizer and CORS. */
@NullMarked
package chat.local.gateway.http;

import org.jspecify.annotations.NullMarked;
