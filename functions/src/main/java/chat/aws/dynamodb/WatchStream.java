package chat.aws.dynamodb;

import chat.json.JsonObject;
import chat.model.UserId;
import java.util.List;

/** Changes of watches as a Lambda function gets them from the stream of Watches. */
public final class WatchStream {
  private WatchStream() {}

  /** A watch that came, changed or went, and the number by which a failure is reported. */
  public record WatchRecord(String sequenceNumber, UserId watcher, UserId watched) {}

  /** Only the keys: a row that went has nothing else, and what a row says may be outdated. */
  public static List<WatchRecord> read(JsonObject event) {
    return event.objects("Records").stream().map(record -> record.object("dynamodb")).map(WatchStream::watch).toList();
  }

  private static WatchRecord watch(JsonObject change) {
    JsonObject keys = change.object("Keys");
    return new WatchRecord(change.text("SequenceNumber"), user(keys, "watcher"), user(keys, "watched"));
  }

  private static UserId user(JsonObject keys, String name) {
    return new UserId(keys.object(name).text("S"));
  }
}
