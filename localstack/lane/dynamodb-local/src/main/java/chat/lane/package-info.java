/** What LocalStack runs for DynamoDB when it runs without Docker. */
@NullMarked
package chat.lane;

import org.jspecify.annotations.NullMarked;
