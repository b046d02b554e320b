/** Queues: an engine that speaks SQS, and what Lambda does around it. */
@NullMarked
package chat.local.queue;

import org.jspecify.annotations.NullMarked;
