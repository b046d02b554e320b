package chat.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.json.JsonException;
import chat.model.Content;
import chat.model.GroupChange;
import chat.model.InvalidValueException;
import chat.wire.WireCodec.Decoded;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentJsonTest {
  private static Map<String, Content> all() {
    Map<String, Content> all = new LinkedHashMap<>(SampleContents.sent());
    all.putAll(SampleContents.serversOwn());
    return all;
  }

  /** The records of a sealed type, however deep. */
  static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ContentJsonTest::records)
        : Stream.of(type);
  }

  @Test
  void everyContentIsWrittenAndReadsBackAsItWas() {
    all().forEach((json, content) -> {
      assertEquals(json, ContentJson.encode(content));
      assertEquals(content, ContentJson.decode(json));
    });
    assertEquals(records(Content.class).collect(Collectors.toSet()),
        all().values().stream().map(Object::getClass).collect(Collectors.<Class<?>>toSet()));
  }

  @Test
  void unknownFieldsAreIgnoredAndNullsCountAsAbsent() {
    SampleContents.sent().forEach((json, content) -> {
      String more = json.substring(0, json.length() - 1) + ",\"future\":{\"x\":[1]},\"by\":null,\"newOwner\":null}";
      assertEquals(content, ContentJson.decode(more));
    });
  }

  @Test
  void whatIsNotSaidHasItsDefault() {
    assertEquals(ContentJson.decode("""
        {"type":"create","name":"Choir","description":"","announcement":false,"history":"joined","members":[]}"""),
        ContentJson.decode("{\"type\":\"create\",\"name\":\"Choir\"}"));
    assertEquals(ContentJson.decode("{\"type\":\"pin\",\"target\":3}"),
        ContentJson.decode("{\"type\":\"pin\",\"target\":3,\"removed\":false}"));
  }

  /** Who is named twice counts once. */
  @Test
  void usersDiffer() {
    assertEquals("{\"type\":\"add\",\"users\":[\"bob\",\"alice\"]}", ContentJson
        .encode(ContentJson.decode("{\"type\":\"add\",\"users\":[\"bob\",\"alice\",\"bob\"]}")));
  }

  /** A client deletes by `delete`, and names no new owner: the server does. */
  @Test
  void aClientCannotSayWhatOnlyTheServerSays() {
    SampleContents.serversOwn().forEach((json, content) -> {
      if (!(content instanceof GroupChange.Leave)) {
        assertEquals(ErrorCode.INVALID, assertInstanceOf(Decoded.Invalid.class,
            WireCodec.decode(SampleActions.send("\"channelId\":\"c1\",", json)), json).refusal().code());
      }
    });
    ClientAction leave = assertInstanceOf(Decoded.Valid.class, WireCodec
        .decode(SampleActions.send("\"channelId\":\"c1\",", "{\"type\":\"leave\",\"newOwner\":\"bob\"}"))).action();
    assertEquals(new GroupChange.Leave(null), assertInstanceOf(ClientAction.Send.class, leave).content());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{} | Field type is missing.",
      "{'type':'html'} | There is no content of this type.", "{'type':'text'} | Field text is missing.",
      "{'type':'text','text':' '} | A text must not be blank.",
      "{'type':'text','text':'\\ud800'} | Field text must be valid Unicode.",
      "{'type':'text','text':'\\u0000'} | A text has no control characters but tab and line ends.",
      "{'type':'text','text':'x','replyTo':0} | Field replyTo must be a whole number from 1.",
      "{'type':'text','text':'x','mentions':['a b']} | A user id has 1 to 255 printable ASCII characters and no space.",
      "{'type':'file','fileId':'../f','name':'a','mediaType':'a/b','bytes':1} "
          + "| A fileId has 1 to 64 letters, digits and . _ -",
      "{'type':'file','fileId':'f','name':' ','mediaType':'a/b','bytes':1} | A file's name must not be blank.",
      "{'type':'file','fileId':'f','name':'a','mediaType':'png','bytes':1} | A mediaType is like image/png.",
      "{'type':'file','fileId':'f','name':'a','mediaType':'a/b','bytes':-1} | Field bytes must be 0 to 104857600.",
      "{'type':'file','fileId':'f','name':'a','mediaType':'a/b','bytes':1,'caption':' '} "
          + "| A caption must not be blank.",
      "{'type':'encrypted','payload':'ä'} | A payload is base64.", "{'type':'edit','target':1} "
          + "| Field content is missing.",
      "{'type':'edit','target':0,'content':{'type':'text','text':'x'}} | Field target must be a whole number from 1.",
      "{'type':'edit','target':1,'content':{'type':'edit'}} | An edit has a content of type text, file or encrypted.",
      "{'type':'edit','target':1,'content':{'type':'text','text':7}} | Field content.text must be text.",
      "{'type':'delete'} | Field target is missing.",
      "{'type':'delete','target':0} | Field target must be a whole number from 1.",
      "{'type':'reaction','target':1,'emoji':' '} | An emoji has 1 to 40 bytes and no space.",
      "{'type':'reaction','target':1,'emoji':'a b'} | An emoji has 1 to 40 bytes and no space.",
      "{'type':'reaction','target':1,'emoji':'x','removed':1} | Field removed must be true or false.",
      "{'type':'pin','target':-1} | Field target must be a whole number from 1.",
      "{'type':'create','name':''} | A name must not be blank.",
      "{'type':'create','name':'x','description':' '} | A description must not be blank.",
      "{'type':'create','name':'x','history':'some'} | Field history must be \"joined\" or \"all\".",
      "{'type':'settings'} | Give at least one of name, description, announcement, history.",
      "{'type':'settings','name':''} | A name must not be blank.",
      "{'type':'add'} | Field users has 1 to 50 users.", "{'type':'remove'} | Field user is missing.",
      "{'type':'role','user':'bob'} | Field role is missing.",
      "{'type':'role','user':'bob','role':'king'} | A role is \"owner\", \"admin\" or \"member\"."})
  void refusesBadContentsByName(String json, String reason) {
    RuntimeException refusal = assertThrows(RuntimeException.class,
        () -> ContentJson.decode(json.replace('\'', '"')));
    assertEquals(reason, refusal.getMessage());
    assertEquals(true, refusal instanceof JsonException || refusal instanceof InvalidValueException);
  }
}
