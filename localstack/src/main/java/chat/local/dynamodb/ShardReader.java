package chat.local.dynamodb;

import chat.topology.Function;
import chat.topology.StreamSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads one shard for a function from the last record that it handled, or from the start, to the end. */
final class ShardReader {
  private final DynamoDbStreamsClient streams;
  private final Checkpoints checkpoints;
  private final Function function;
  private final String streamArn;
  private final String shardId;
  private final BatchWindow window;
  private Optional<String> lastHandled;
  private final boolean insertsOnly;
  private @Nullable String iterator;
  private boolean finished;
  private boolean trimmed;

  ShardReader(DynamoDbStreamsClient streams, Checkpoints checkpoints, StreamSource source, String streamArn,
      String shardId) {
    this.streams = streams;
    this.checkpoints = checkpoints;
    this.function = source.function();
    this.insertsOnly = source.insertsOnly();
    this.window = new BatchWindow(source.batchSize(), source.window());
    this.streamArn = streamArn;
    this.shardId = shardId;
    this.lastHandled = checkpoints.find(function, shardId);
  }

  /** Whether the shard is closed and was read to its end. */
  boolean isFinished() {
    return finished;
  }

  /** The next batch; empty while there is none, or its window is not over. The end of the shard closes the window. */
  List<Record> nextBatch() {
    window.add(read(window.room()));
    return finished ? window.take() : window.takeWhenDue();
  }

  private List<Record> read(int limit) {
    try {
      String current = iterator == null ? open() : iterator;
      GetRecordsResponse response = streams.getRecords(request -> request.shardIterator(current).limit(limit));
      iterator = response.nextShardIterator();
      finished = iterator == null;
      trimmed = false;
      return response.records().stream().filter(record -> !insertsOnly || record.eventName() == OperationType.INSERT)
          .toList();
    } catch (ExpiredIteratorException | TrimmedDataAccessException stale) {
      rewind();
      trimmed = stale instanceof TrimmedDataAccessException;
      return List.of();
    }
  }

  void handled(String sequenceNumber) {
    lastHandled = Optional.of(sequenceNumber);
    checkpoints.save(function, shardId, sequenceNumber);
  }

  /** Goes back to the last handled record. */
  void rewind() {
    window.take();
    iterator = null;
    finished = false;
  }

  /**
   * After the last handled record; if that is older than the stream keeps, from its oldest. The engine also says
   * "trimmed" now and then of a shard that is just being made, where a second try helps.
   */
  private String open() {
    GetShardIteratorRequest.Builder request = GetShardIteratorRequest.builder().streamArn(streamArn).shardId(shardId);
    if (lastHandled.isPresent() && !trimmed) {
      request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER).sequenceNumber(lastHandled.get());
    } else {
      request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
    }
    return streams.getShardIterator(request.build()).shardIterator();
  }
}
