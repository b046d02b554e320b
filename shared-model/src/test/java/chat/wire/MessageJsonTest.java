package chat.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Message;
import chat.model.Message.Reaction;
import chat.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageJsonTest {
  private static final UserId BOB = new UserId("bob");

  private static Message message(Content content, long edited, Reaction... reactions) {
    return new Message(new ChannelId("c1"), 7, new UserId("alice"), new ClientMessageId("m1"),
        Instant.ofEpochMilli(1_764_000_000_123L), content, edited, List.of(reactions));
  }

  @Test
  void aMessageReadsBackAsItWas() {
    Stream.concat(SampleContents.sent().values().stream(), SampleContents.serversOwn().values().stream())
        .flatMap(content -> Stream.of(message(content, 0),
            message(content, 9, new Reaction(BOB, "👍🏽"), new Reaction(BOB, "\"\\"))))
        .forEach(message -> assertEquals(message, MessageJson.decode(MessageJson.encode(message))));
  }

  @Test
  void whatChangedItIsThereWhenSomethingDid() {
    String fields = """
        {"channelId":"c1","seq":7,"sender":"alice","clientMessageId":"m1","sentAt":1764000000123,\
        "content":{"type":"text","text":"hi"}""";
    assertEquals(fields + "}", MessageJson.encode(message(new Content.Text("hi"), 0)));
    assertEquals(fields + ",\"edited\":9,\"reactions\":[{\"userId\":\"bob\",\"emoji\":\"👍\"}]}",
        MessageJson.encode(message(new Content.Text("hi"), 9, new Reaction(BOB, "👍"))));
  }

  @Test
  void unknownFieldsAreIgnored() {
    assertEquals(message(new Content.Text("hi"), 0), MessageJson.decode("""
        {"future":1,"channelId":"c1","seq":7,"sender":"alice","clientMessageId":"m1","sentAt":1764000000123,
         "content":{"type":"text","text":"hi","future":{}},"reactions":null}"""));
  }
}
