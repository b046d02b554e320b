/** Sending to queues. */
@NullMarked
package chat.aws.sqs;

import org.jspecify.annotations.NullMarked;
