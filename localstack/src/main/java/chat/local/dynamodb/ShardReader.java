package chat.local.dynamodb;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads one shard from behind a record, or from the start, to the end. */
final class ShardReader {
  private final DynamoDbStreamsClient streams;
  private final InvocationRecord.Shard shard;
  private Optional<String> lastRead;
  private @Nullable String iterator;
  private boolean finished;
  private boolean trimmed;

  /** {@code lastHandled}: the sequence number of the record behind which it begins. */
  ShardReader(DynamoDbStreamsClient streams, InvocationRecord.Shard shard, Optional<String> lastHandled) {
    this.streams = streams;
    this.shard = shard;
    this.lastRead = lastHandled;
  }

  /** Whether the shard is closed and was read to its end, or is no longer kept. */
  boolean isFinished() {
    return finished;
  }

  /** The next records, at most {@code limit}; empty while there are none. */
  List<Record> read(int limit) {
    try {
      String current = iterator == null ? open() : iterator;
      GetRecordsResponse response = streams.getRecords(request -> request.shardIterator(current).limit(limit));
      iterator = response.nextShardIterator();
      finished = iterator == null;
      trimmed = false;
      List<Record> records = response.records().stream().filter(this::isNew).toList();
      if (!records.isEmpty()) {
        lastRead = Optional.of(Progress.sequenceNumber(records.getLast()));
      }
      return records;
    } catch (ExpiredIteratorException | TrimmedDataAccessException stale) {
      iterator = null;
      trimmed = stale instanceof TrimmedDataAccessException;
      return List.of();
    } catch (ResourceNotFoundException gone) {
      finished = true;
      return List.of();
    }
  }

  /** From the oldest on, some may be known. Sequence numbers of a shard only grow. */
  private boolean isNew(Record record) {
    return lastRead.isEmpty()
        || new BigInteger(Progress.sequenceNumber(record)).compareTo(new BigInteger(lastRead.get())) > 0;
  }

  /**
   * After the last record; if that is older than the stream keeps, from its oldest. The engine also says "trimmed" now
   * and then of a shard that is just being made, where a second try helps.
   */
  private String open() {
    GetShardIteratorRequest.Builder request = GetShardIteratorRequest.builder().streamArn(shard.streamArn())
        .shardId(shard.id());
    if (lastRead.isPresent() && !trimmed) {
      request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(lastRead.get());
    } else {
      request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
    }
    return streams.getShardIterator(request.build()).shardIterator();
  }
}
