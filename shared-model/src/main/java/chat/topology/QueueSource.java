package chat.topology;

/**
 * A function that reads a queue and reports the messages it could not handle.
 *
 * @param batchSize messages of one invocation, at most 10
 */
public record QueueSource(Queue queue, Function function, int batchSize) {}
