package chat.topology;

/**
 * A function that reads a queue and reports the messages it could not handle.
 *
 * @param batchSize messages of one invocation, at most 10
 * @param maxConcurrency how many invocations may be under way at once, so that a storm leaves room for the others
 */
public record QueueSource(Queue queue, Function function, int batchSize, int maxConcurrency) {}
