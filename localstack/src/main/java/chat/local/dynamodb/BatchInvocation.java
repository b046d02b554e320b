package chat.local.dynamodb;

import chat.local.function.FailureReport;
import chat.local.function.FunctionHost;
import chat.local.function.Result;
import chat.local.trace.Cause;
import chat.local.trace.ItemKey;
import chat.topology.StreamSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Gives a batch to a function once, as a fault may arrange it, and reads from the answer how far it came. */
final class BatchInvocation {
  private final StreamSource source;
  private final String streamArn;
  private final FunctionHost functions;
  private final StreamFaults faults;

  BatchInvocation(StreamSource source, String streamArn, FunctionHost functions, StreamFaults faults) {
    this.source = source;
    this.streamArn = streamArn;
    this.functions = functions;
    this.faults = faults;
  }

  /** {@code handled}: how many records from the front of the batch. */
  record Outcome(Result result, int handled) {}

  Outcome invoke(List<Record> batch) {
    List<Record> given = faults.arrange(source, batch);
    Result result = functions.invoke(source.function(), StreamEvents.event(streamArn, given), cause(given));
    int accepted = switch (result) {
      case Result.Returned(String json) -> firstFailure(json, given);
      case Result.Failed failed -> 0;
    };
    return new Outcome(result, handled(batch, given.subList(0, accepted)));
  }

  private Cause cause(List<Record> given) {
    return new Cause.Records(source.table().name(),
        given.stream().map(record -> ItemKey.of(record.dynamodb().keys())).toList());
  }

  /** The lowest reported index; a report that names an unknown record fails the whole batch. */
  private static int firstFailure(String json, List<Record> given) {
    List<String> numbers = given.stream().map(Progress::sequenceNumber).toList();
    return FailureReport.read(json)
        .map(reported -> reported.stream().mapToInt(failure -> Math.max(0, numbers.indexOf(failure))).min()
            .orElse(given.size()))
        .orElse(0);
  }

  private static int handled(List<Record> batch, List<Record> accepted) {
    Set<String> numbers = new HashSet<>();
    accepted.forEach(record -> numbers.add(Progress.sequenceNumber(record)));
    return Math.toIntExact(
        batch.stream().takeWhile(record -> numbers.contains(Progress.sequenceNumber(record))).count());
  }
}
