package chat.local.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a function did to something outside itself. {@code outcome}: {@code ok}, or the service's name of the error. */
public sealed interface Effect {
  String OK = "ok";

  /** When it began. */
  Instant at();

  /** How long the service took to answer. */
  Duration took();

  String outcome();

  /** {@code keys}: of the items that it names, as {@link ItemKey} writes them; empty for a query. */
  record TableCall(Instant at, Duration took, String operation, String table, List<String> keys, String outcome)
      implements
        Effect {
    public TableCall {
      keys = List.copyOf(keys);
    }

    /** Whether it may have changed items, and so have put records into the stream. */
    public boolean writes() {
      return switch (operation) {
        case "PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems" -> true;
        default -> false;
      };
    }
  }

  /** A frame posted to a socket. */
  record Post(Instant at, Duration took, String connectionId, int bytes, String outcome) implements Effect {}

  /** A call to SNS. {@code target}: the ARN that it names. */
  record PushCall(Instant at, Duration took, String operation, String target, String outcome) implements Effect {}

  /** Messages put into a queue. */
  record QueueSend(Instant at, Duration took, String queue, List<String> messageIds, String outcome) implements Effect {
    public QueueSend {
      messageIds = List.copyOf(messageIds);
    }
  }
}
