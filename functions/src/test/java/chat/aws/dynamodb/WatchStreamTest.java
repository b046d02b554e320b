package chat.aws.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.aws.dynamodb.WatchStream.WatchRecord;
import chat.json.JsonException;
import chat.json.JsonObject;
import chat.model.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchStreamTest {
  /** In the form that https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html shows. */
  private static final String EVENT = """
      {"Records": [
        {"eventID": "1", "eventName": "INSERT", "eventVersion": "1.1", "eventSource": "aws:dynamodb",
          "awsRegion": "eu-west-1", "dynamodb": {"ApproximateCreationDateTime": 1764000000,
            "Keys": {"watcher": {"S": "ann"}, "watched": {"S": "auth0|bob"}},
            "NewImage": {"watcher": {"S": "ann"}, "watched": {"S": "auth0|bob"}, "version": {"N": "7"}},
            "SequenceNumber": "111", "SizeBytes": 26, "StreamViewType": "NEW_IMAGE"}},
        {"eventID": "2", "eventName": "REMOVE", "eventVersion": "1.1", "eventSource": "aws:dynamodb",
          "awsRegion": "eu-west-1", "dynamodb": {"ApproximateCreationDateTime": 1764000001,
            "Keys": {"watcher": {"S": "auth0|bob"}, "watched": {"S": "ann"}},
            "SequenceNumber": "222", "SizeBytes": 26, "StreamViewType": "NEW_IMAGE"}}]}""";

  @Test
  void readsWhatCameAndWhatWent() {
    UserId ann = new UserId("ann");
    UserId bob = new UserId("auth0|bob");
    assertEquals(List.of(new WatchRecord("111", ann, bob), new WatchRecord("222", bob, ann)),
        WatchStream.read(JsonObject.parse(EVENT)));
  }

  @Test
  void refusesWhatIsNoWatch() {
    JsonObject event = JsonObject.parse(EVENT.replace("\"watched\"", "\"seq\""));
    assertThrows(JsonException.class, () -> WatchStream.read(event));
  }
}
