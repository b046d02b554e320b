package chat.topology;

import java.time.Duration;

/**
 * A function that reads a table's stream and reports the first record it could not handle.
 *
 * @param parallelization batches of one shard that may be under way at once
 * @param retries how often a failing batch is tried again, halved each time, before it goes to the dead letters
 * @param maxAge when a record is given up
 */
public record StreamSource(Table table, Function function, int batchSize, int parallelization, int retries,
    Duration maxAge) {}
