package chat.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Conversation;
import chat.model.Cursor;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Message;
import chat.model.RequestId;
import chat.model.UserId;
import chat.wire.ClientAction.Ack;
import chat.wire.ClientAction.Destination.ToChannel;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.Heartbeat;
import chat.wire.ClientAction.History;
import chat.wire.ClientAction.Range;
import chat.wire.ClientAction.Send;
import chat.wire.ClientAction.Sync;
import chat.wire.WireCodec.Decoded;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireCodecTest {
  private static final RequestId R1 = new RequestId("r1");
  private static final ChannelId C1 = new ChannelId("c1");
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final Message HELLO = new Message(C1, 7, ALICE, new ClientMessageId("m1"),
      Instant.ofEpochMilli(1_764_000_000_123L), new Content.Text("hello \"ünï\" 👋\n"));
  private static final String HELLO_FIELDS = """
      "channelId":"c1","seq":7,"sender":"alice","clientMessageId":"m1","sentAt":1764000000123,\
      "content":{"type":"text","text":"hello \\"ünï\\" 👋\\n"}""";

  private static ClientAction valid(String frame) {
    return assertInstanceOf(Decoded.Valid.class, WireCodec.decode(frame)).action();
  }

  private static ServerEvent.Refused refusal(String frame) {
    return assertInstanceOf(Decoded.Invalid.class, WireCodec.decode(frame)).refusal();
  }

  @Test
  void decodesEveryAction() {
    assertEquals(new Send(R1, new ToChannel(C1), new ClientMessageId("m1"), 6, new Content.Text("hi")), valid("""
        {"action":"send","requestId":"r1","channelId":"c1","clientMessageId":"m1","afterSeq":6,
         "content":{"type":"text","text":"hi"}}"""));
    assertEquals(new Send(null, new ToUser(BOB), new ClientMessageId("m1"), 0, new Content.Text("hi")), valid("""
        {"action":"send","userId":"bob","channelId":null,"clientMessageId":"m1","afterSeq":0,
         "content":{"type":"text","text":"hi","future":[{}]},"future":1.5e3}"""));
    assertEquals(new Heartbeat(R1, List.of(BOB)), valid("""
        {"action":"heartbeat","requestId":"r1","watch":["bob","bob"]}"""));
    assertEquals(new Heartbeat(null, List.of()), valid("{\"action\":\"heartbeat\"}"));
    assertEquals(new Ack(null, List.of(new Cursor(C1, 9, 7), new Cursor(new ChannelId("c2"), 3, 3))), valid("""
        {"action":"ack","channels":[{"channelId":"c1","delivered":9,"read":7},{"channelId":"c2","read":3}]}"""));
    assertEquals(new ClientAction.Typing(null, C1), valid("{\"action\":\"typing\",\"channelId\":\"c1\"}"));
    assertEquals(new Sync(null, null), valid("{\"action\":\"sync\"}"));
    assertEquals(new Sync(R1, C1), valid("{\"action\":\"sync\",\"requestId\":\"r1\",\"after\":\"c1\"}"));
    assertEquals(new History(null, C1, Range.Before.END, 100), valid("{\"action\":\"history\",\"channelId\":\"c1\"}"));
    assertEquals(new History(R1, C1, new Range.Before(7), 5), valid("""
        {"action":"history","requestId":"r1","channelId":"c1","before":7,"limit":5}"""));
    assertEquals(new History(null, C1, new Range.After(0), 100), valid("""
        {"action":"history","channelId":"c1","after":0}"""));
  }

  @Test
  void encodesEveryEvent() {
    assertEquals("""
        {"event":"accepted","requestId":"r1","channelId":"c1","clientMessageId":"m1","seq":7,"sentAt":1764000000123}""",
        WireCodec.encode(new ServerEvent.Accepted(R1, HELLO)));
    assertEquals("{\"event\":\"message\"," + HELLO_FIELDS + "}", WireCodec.encode(new ServerEvent.Delivered(HELLO)));
    assertEquals("""
        {"event":"alive","requestId":"r1","nextHeartbeatMillis":30000,"presence":[{"userId":"bob","state":"online"},\
        {"userId":"alice","state":"offline"}]}""",
        WireCodec.encode(new ServerEvent.Alive(R1, Duration.ofSeconds(30),
            List.of(new ServerEvent.WatchedUser(BOB, true), new ServerEvent.WatchedUser(ALICE, false)))));
    assertEquals("{\"event\":\"page\",\"channelId\":\"c1\",\"messages\":[{" + HELLO_FIELDS + "}],\"more\":true}",
        WireCodec.encode(new ServerEvent.Page(null, C1, List.of(HELLO), true)));
    Channel.Kind direct = new Channel.Kind.Direct(ALICE, BOB);
    assertEquals("""
        {"event":"synced","channels":[{"channelId":"c1","kind":"direct","peer":"alice","head":7,"unread":4,\
        "delivered":5,"read":3,"lastMessage":{"""
        + HELLO_FIELDS
        + "}},{\"channelId\":\"c2\",\"kind\":\"direct\",\"peer\":\"alice\",\"head\":0,"
        + "\"unread\":0,\"delivered\":0,\"read\":0}],\"next\":\"c2\"}",
        WireCodec.encode(new ServerEvent.Synced(null, BOB,
            List.of(new Conversation(new Channel(C1, direct, 7, Optional.of(HELLO)), new Membership(C1, BOB, 5, 3)),
                new Conversation(new Channel(new ChannelId("c2"), direct, 0, Optional.empty()),
                    Membership.joined(new ChannelId("c2"), BOB))),
            new ChannelId("c2"))));
    assertEquals("{\"event\":\"typing\",\"channelId\":\"c1\",\"userId\":\"bob\"}",
        WireCodec.encode(new ServerEvent.MemberTyping(C1, BOB)));
    assertEquals("{\"event\":\"receipt\",\"channelId\":\"c1\",\"userId\":\"bob\",\"delivered\":5,\"read\":3}",
        WireCodec.encode(new ServerEvent.Receipt(new Membership(C1, BOB, 5, 3))));
    assertEquals("""
        {"event":"refused","requestId":"r1","code":"BUSY","reason":"Later.","retryAfterMillis":1000}""",
        WireCodec.encode(new ServerEvent.Refused(R1, ErrorCode.BUSY, "Later.", OptionalLong.of(1_000), null)));
    assertEquals("{\"event\":\"refused\",\"code\":\"INTERNAL\",\"reason\":\"Oh.\",\"errorId\":\"e1\"}", WireCodec
        .encode(new ServerEvent.Refused(null, ErrorCode.INTERNAL, "Oh.", OptionalLong.empty(), "e1")));
  }

  @Test
  void storedMessagesReadBackAsTheyWere() {
    assertEquals(HELLO, MessageJson.decode(MessageJson.encode(HELLO)));
    assertEquals(HELLO.content(), MessageJson.decodeContent(MessageJson.encode(HELLO.content())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "[]", "1", "\"send\"", "{", "{\"action\":}", "{} {}", "{}x", "not json",
      "{\"action\":\"send\",\"action\":\"sync\"}", "{'action':'sync'}", "{\"action\":NaN}", "\u0000"})
  void refusesWhatIsNotOneJsonObject(String frame) {
    assertEquals(ErrorCode.MALFORMED, refusal(frame).code());
  }

  @Test
  void refusesDeepNestingWithoutFollowingIt() {
    assertEquals(ErrorCode.MALFORMED, refusal("{\"action\":\"sync\",\"x\":" + "[".repeat(10_000)).code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"action\":\"fly\"}", "{\"action\":\"\"}", "{\"action\":\"$connect\"}",
      "{\"action\":\"SEND\"}"})
  void refusesUnknownActions(String frame) {
    assertEquals(ErrorCode.UNKNOWN_ACTION, refusal(frame).code());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{} | Field action is missing.",
      "{`action`:7} | Field action must be text.",
      "{`action`:`sync`,`requestId`:``} | A requestId has 1 to 64 letters, digits and . _ -",
      "{`action`:`sync`,`requestId`:{}} | Field requestId must be text.",
      "{`action`:`send`,`clientMessageId`:`m`,`afterSeq`:0} | Give either channelId or userId.",
      "{`action`:`send`,`channelId`:`c`,`userId`:`b`} | Give either channelId or userId.",
      "{`action`:`send`,`channelId`:`c`,`afterSeq`:0} | Field clientMessageId is missing.",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`} | Field afterSeq is missing.",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`,`afterSeq`:`1`} | Field afterSeq must be a whole number.",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`,`afterSeq`:1.0} | Field afterSeq must be a whole number.",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`,`afterSeq`:99999999999999999999} "
          + "| Field afterSeq must be a whole number.",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`,`afterSeq`:-1,`content`:{`type`:`text`,`text`:`x`}} "
          + "| Field afterSeq must be a whole number from 0.",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`,`afterSeq`:1} | Field content is missing.",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`,`afterSeq`:1,`content`:`x`} "
          + "| Field content must be an object.",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`,`afterSeq`:1,`content`:{`type`:`html`}} "
          + "| Field content.type must be \"text\".",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`,`afterSeq`:1,`content`:{`type`:`text`,`text`:` `}} "
          + "| A text must not be blank.",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`,`afterSeq`:1,`content`:{`type`:`text`,`text`:`\\ud800`}} "
          + "| Field content.text must be valid Unicode.",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`,`afterSeq`:1,`content`:{`type`:`text`,`text`:`\\u0000`}} "
          + "| A text has no control characters but tab and line ends.",
      "{`action`:`send`,`channelId`:`../c`,`clientMessageId`:`m`} "
          + "| A channelId has 1 to 64 letters, digits and . _ -",
      "{`action`:`ack`} | Field channels has 1 to 50 entries.",
      "{`action`:`ack`,`channels`:[{`channelId`:`c`,`read`:-1}]} | Field read must be a whole number from 0.",
      "{`action`:`ack`,`channels`:[7]} | Field channels must be an object.",
      "{`action`:`heartbeat`,`watch`:[1]} | Field watch must be an array of texts.",
      "{`action`:`heartbeat`,`watch`:`bob`} | Field watch must be an array.",
      "{`action`:`history`,`channelId`:`c`,`before`:1,`after`:1} | Give either before or after.",
      "{`action`:`history`,`channelId`:`c`,`before`:0} | Field before must be a whole number from 1.",
      "{`action`:`history`,`channelId`:`c`,`limit`:0} | Field limit must be 1 to 100.",
      "{`action`:`history`,`channelId`:`c`,`limit`:9007199254740993} | Field limit must be 1 to 100."})
  void refusesBadFieldsByName(String frame, String reason) {
    ServerEvent.Refused refusal = refusal(frame.replace('`', '"'));
    assertEquals(ErrorCode.INVALID, refusal.code());
    assertEquals(reason, refusal.reason());
  }

  @Test
  void aRefusalCarriesTheRequestId() {
    assertEquals(R1, refusal("{\"action\":\"fly\",\"requestId\":\"r1\"}").requestId());
    assertEquals(R1, refusal("{\"action\":\"send\",\"requestId\":\"r1\"}").requestId());
  }

  private static String send(String text) {
    return "{\"action\":\"send\",\"channelId\":\"c\",\"clientMessageId\":\"m\",\"afterSeq\":0,"
        + "\"content\":{\"type\":\"text\",\"text\":\"" + text + "\"}}";
  }

  @Test
  void limitsTextsAndFramesByBytes() {
    assertNotNull(valid(send("ü".repeat(Limits.TEXT_BYTES / 2))));
    assertEquals(ErrorCode.INVALID, refusal(send("ü".repeat(Limits.TEXT_BYTES / 2) + "x")).code());
    assertEquals(ErrorCode.TOO_LARGE, refusal(send("x".repeat(Limits.FRAME_BYTES))).code());
  }

  /** A text of the worst kind still fits into a frame with all that surrounds it. */
  @Test
  void whatMayBeSentMayBeDelivered() {
    Message largest = new Message(new ChannelId("c".repeat(64)), Limits.MAX_SEQ, new UserId("\"".repeat(255)),
        new ClientMessageId("m".repeat(64)), Instant.now(), new Content.Text("x" + "\n".repeat(Limits.TEXT_BYTES - 1)));
    assertTrue(WireCodec.bytes(WireCodec.encode(new ServerEvent.Delivered(largest))) <= Limits.FRAME_BYTES);
    assertEquals(1, FrameFit.most(1, count -> new ServerEvent.Page(null, C1, List.of(largest), false)));
  }

  @Test
  void fitsAsMuchIntoAFrameAsGoes() {
    Message large = new Message(C1, 1, ALICE, new ClientMessageId("m"), Instant.EPOCH,
        new Content.Text("x".repeat(Limits.TEXT_BYTES)));
    List<Message> ten = Collections.nCopies(10, large);
    assertEquals(3, FrameFit.most(10, count -> new ServerEvent.Page(null, C1, ten.subList(0, count), true)));
    assertEquals(0, FrameFit.most(0, count -> new ServerEvent.Page(null, C1, List.of(), false)));
  }

  /** A frame damaged at random is refused or understood, and never throws. */
  @Test
  void survivesDamage() {
    String good = send("hello \\u00fc \\ud83d\\udc4b");
    Random random = new Random(20_261_125);
    for (int round = 0; round < 50_000; round++) {
      StringBuilder damaged = new StringBuilder(good);
      for (int hit = random.nextInt(4); hit >= 0; hit--) {
        int at = random.nextInt(damaged.length());
        switch (random.nextInt(3)) {
          case 0 -> damaged.setCharAt(at, (char) random.nextInt(0x3000));
          case 1 -> damaged.deleteCharAt(at);
          default -> damaged.insert(at, "{}[],:\"\\0-".charAt(random.nextInt(10)));
        }
      }
      if (WireCodec.decode(damaged.toString()) instanceof Decoded.Invalid(ServerEvent.Refused refusal)) {
        assertFalse(refusal.reason().contains("chat."), refusal.reason());
      }
    }
  }

  @Test
  void textsStayOutOfLogs() {
    assertFalse(HELLO.toString().contains("hello"), HELLO.toString());
    assertFalse(valid(send("secret")).toString().contains("secret"));
  }
}
