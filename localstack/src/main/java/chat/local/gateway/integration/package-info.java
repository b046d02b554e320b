/** How the gateway's APIs call the functions behind their routes. */
@NullMarked
package chat.local.gateway.integration;

import org.jspecify.annotations.NullMarked;
