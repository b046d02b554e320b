package chat.local.queue;

import chat.topology.DeadLetterSource;

/**
 * How full a queue is, roughly, as SQS counts. A stream's reader has nothing but dead letters in queues.
 *
 * @param visible messages that wait to be received
 * @param inFlight messages that are being handled, or come again when their visibility timeout is over
 * @param delayed messages that are not due yet
 * @param deadLetters messages or batches that were given up
 */
public record QueueDepth(DeadLetterSource source, long visible, long inFlight, long delayed, long deadLetters) {
  static QueueDepth of(DeadLetterSource source, Counts counts, long deadLetters) {
    return new QueueDepth(source, counts.visible(), counts.inFlight(), counts.delayed(), deadLetters);
  }
}
