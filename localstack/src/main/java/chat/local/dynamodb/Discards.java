package chat.local.dynamodb;

import chat.topology.StreamSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Lets records of a shard go that cannot be handled, and says so. */
final class Discards {
  private final StreamSource source;
  private final InvocationRecord.Shard shard;
  private final OnFailure onFailure;
  private final InstantSource clock;

  Discards(StreamSource source, InvocationRecord.Shard shard, OnFailure onFailure, InstantSource clock) {
    this.source = source;
    this.shard = shard;
    this.onFailure = onFailure;
    this.clock = clock;
  }

  /** How many records from the front are too old. */
  int tooOld(List<Record> records) {
    Instant oldest = clock.instant().minus(source.maxAge());
    return Math.toIntExact(records.stream()
        .takeWhile(record -> record.dynamodb().approximateCreationDateTime().isBefore(oldest)).count());
  }

  /** Throws what the destination throws; then nothing is given up yet. */
  void giveUp(GivenUp givenUp) {
    onFailure.keep(source, InvocationRecord.json(source.function(), shard, givenUp, clock.instant()));
    System.err.println(givenUp.sentence(source));
  }
}
