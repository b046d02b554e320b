package chat.local.dynamodb;

import chat.local.function.Result;
import chat.topology.StreamSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Records that the function is not given any more.
 *
 * @param failures how often it could not handle them, since they are tried together
 * @param last what came of the last time; empty when there was none
 */
record GivenUp(List<Record> records, Reason reason, int failures, Optional<Result> last) {
  GivenUp {
    records = List.copyOf(records);
  }

  /** Why. */
  enum Reason {
    RETRIES("RetryAttemptsExhausted"), AGE("RecordAgeExceeded");

    private final String condition;

    Reason(String condition) {
      this.condition = condition;
    }

    /** What Lambda calls it. */
    String condition() {
      return condition;
    }
  }

  /** For people. It names the first item, and not what is in it. */
  String sentence(StreamSource source) {
    String what = switch (reason) {
      case RETRIES -> "failed " + failures + " times on";
      case AGE -> "did not handle within " + source.maxAge().toSeconds() + " seconds";
    };
    Record first = records.getFirst();
    return "GIVEN UP: function %s %s record %s of table %s, key %s%s".formatted(source.function().name(), what,
        Progress.sequenceNumber(first), source.table().name(), first.dynamodb().keys(),
        records.size() == 1 ? "" : ", and " + (records.size() - 1) + " more");
  }
}
