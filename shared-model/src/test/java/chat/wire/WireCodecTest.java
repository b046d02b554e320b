package chat.wire;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Conversation;
import chat.model.Cursor;
import chat.model.GroupSettings;
import chat.model.Invite;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Message;
import chat.model.PresenceState;
import chat.model.RequestId;
import chat.model.Role;
import chat.model.Sighting;
import chat.model.SyncPosition;
import chat.model.UserId;
import chat.wire.WireCodec.Decoded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireCodecTest {
  private static final RequestId R1 = SampleActions.R1;
  private static final ChannelId C1 = SampleActions.C1;
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = SampleActions.BOB;
  private static final Pattern JSON_VALUE = Pattern.compile("(?<=[:\\[,])(\"[^\"]*\"|\\d+|true|false|null)(?=[,}\\]])");
  private static final Instant SEEN = Instant.ofEpochMilli(1_764_000_000_123L);
  private static final Message HELLO = new Message(C1, 7, ALICE, new ClientMessageId("m1"),
      Instant.ofEpochMilli(1_764_000_000_123L), new Content.Text("hello \"ünï\" 👋\n"));
  private static final String HELLO_JSON = """
      {"channelId":"c1","seq":7,"sender":"alice","clientMessageId":"m1","sentAt":1764000000123,\
      "content":{"type":"text","text":"hello \\"ünï\\" 👋\\n"}}""";

  private static ClientAction valid(String frame) {
    return assertInstanceOf(Decoded.Valid.class, WireCodec.decode(frame)).action();
  }

  private static ServerEvent.Refused refusal(String frame) {
    return assertInstanceOf(Decoded.Invalid.class, WireCodec.decode(frame)).refusal();
  }

  @Test
  void decodesEveryAction() {
    SampleActions.all().forEach((frame, action) -> assertEquals(action, valid(frame), frame));
    assertEquals(ContentJsonTest.records(ClientAction.class).collect(toSet()),
        SampleActions.all().values().stream().map(Object::getClass).collect(Collectors.<Class<?>>toSet()));
  }

  @Test
  void unknownFieldsAreIgnored() {
    SampleActions.all().forEach((frame, action) -> assertEquals(action,
        valid(frame.substring(0, frame.length() - 1) + ",\"later\":[{\"x\":null}]}"), frame));
  }

  private static void assertEncoded(String json, ServerEvent event) {
    assertEquals(json.replace('\'', '"'), WireCodec.encode(event));
  }

  @Test
  void encodesWhatHappens() {
    assertEquals("{\"event\":\"messages\",\"messages\":[" + HELLO_JSON + "," + HELLO_JSON + "]}",
        WireCodec.encode(new ServerEvent.Delivered(List.of(HELLO, HELLO))));
    assertEncoded("{'event':'typing','channelId':'c1','userId':'bob'}", new ServerEvent.MemberTyping(C1, BOB));
    assertEncoded("{'event':'receipt','userId':'bob','channels':[{'channelId':'c1','delivered':5,'read':3}]}",
        new ServerEvent.Receipt(BOB, List.of(new Cursor(C1, 5, 3))));
    assertEncoded("{'event':'presence','users':[{'userId':'bob','state':'do-not-disturb','version':8},"
        + "{'userId':'alice','state':'offline','version':9,'lastActiveAt':1764000000123}],'nextHeartbeatSeconds':45}",
        new ServerEvent.PresenceChanged(List.of(new Sighting(BOB, PresenceState.DO_NOT_DISTURB, 8, null),
            new Sighting(ALICE, PresenceState.OFFLINE, 9, SEEN)), Duration.ofSeconds(45)));
    assertEncoded("{'event':'presence','users':[]}", new ServerEvent.PresenceChanged(List.of(), null));
  }

  @Test
  void encodesEveryAnswer() {
    assertEncoded("{'event':'accepted','requestId':'r1','channelId':'c1','clientMessageId':'m1','seq':7,"
        + "'sentAt':1764000000123}", new ServerEvent.Accepted(R1, HELLO));
    assertEncoded("{'event':'alive','requestId':'r1','nextHeartbeatSeconds':45,'watched':["
        + "{'userId':'bob','state':'online','version':7},{'userId':'alice','state':'offline','version':0}]}",
        new ServerEvent.Alive(R1, Duration.ofSeconds(45), false,
            List.of(new Sighting(BOB, PresenceState.ONLINE, 7, null), Sighting.hidden(ALICE, 0))));
    assertEncoded("{'event':'alive','nextHeartbeatSeconds':540,'forgotten':true,'watched':[]}",
        new ServerEvent.Alive(null, Duration.ofMinutes(9), true, List.of()));
    assertEncoded("{'event':'status','requestId':'r1','doNotDisturb':true}", new ServerEvent.StatusSet(R1, true));
    assertEncoded("{'event':'online','requestId':'r1','channelId':'c1','users':["
        + "{'userId':'bob','state':'away','version':7,'lastActiveAt':1764000000123}]}",
        new ServerEvent.OnlineMembers(R1, C1, List.of(new Sighting(BOB, PresenceState.AWAY, 7, SEEN))));
    assertEquals("{\"event\":\"page\",\"channelId\":\"c1\",\"messages\":[" + HELLO_JSON
        + "],\"more\":true,\"first\":4}",
        WireCodec.encode(new ServerEvent.Page(null, C1, List.of(HELLO), true, 4)));
    assertEncoded("{'event':'members','requestId':'r1','channelId':'c1','members':["
        + "{'userId':'alice','role':'owner','delivered':0,'read':0},"
        + "{'userId':'bob','role':'member','delivered':5,'read':3}],'next':'bob'}",
        new ServerEvent.MemberPage(R1, C1,
            List.of(Membership.direct(C1, ALICE).as(Role.OWNER), member(C1, 5, 3)), BOB));
    assertEncoded("{'event':'members','channelId':'c1','members':[]}",
        new ServerEvent.MemberPage(null, C1, List.of(), null));
    assertEncoded("{'event':'invite','requestId':'r1','channelId':'c1','invite':'c1~AAAAAAAAAAAAAAAAAAAAAA',"
        + "'expiresAt':1764000000000,'uses':3}",
        new ServerEvent.Invited(R1, new Invite(SampleActions.INVITE, Instant.ofEpochSecond(1_764_000_000), 3)));
    assertEncoded("{'event':'revoked','channelId':'c1'}", new ServerEvent.Revoked(null, C1));
    assertEncoded("{'event':'privacy','requestId':'r1','receipts':false}", new ServerEvent.PrivacySet(R1, false));
    assertEncoded("{'event':'refused','requestId':'r1','code':'BUSY','reason':'Later.','retryAfterMillis':1000}",
        new ServerEvent.Refused(R1, ErrorCode.BUSY, "Later.", OptionalLong.of(1_000), null));
    assertEncoded("{'event':'refused','code':'INTERNAL','reason':'Oh.','errorId':'e1'}",
        new ServerEvent.Refused(null, ErrorCode.INTERNAL, "Oh.", OptionalLong.empty(), "e1"));
  }

  private static Membership member(ChannelId channelId, long delivered, long read) {
    return new Membership(channelId, BOB, Role.MEMBER, 0, 1, 0, delivered, read);
  }

  private static String synced(Conversation conversation, List<Message> messages, boolean more) {
    String json = WireCodec.encode(new ServerEvent.Synced(null, BOB,
        List.of(new ServerEvent.ChannelUpdate(conversation, messages, more)), null));
    String head = "{\"event\":\"synced\",\"channels\":[";
    assertTrue(json.startsWith(head) && json.endsWith("]}"), json);
    return json.substring(head.length(), json.length() - 2);
  }

  @Test
  void encodesDirectChannels() {
    Channel silent = Channel.opened(C1, new Channel.Kind.Direct(ALICE, BOB));
    String fields = "{'channelId':'c1','kind':'direct','peer':'alice','first':1,'head':0,'unread':0,'delivered':0,"
        + "'read':0}";
    assertEquals(fields.replace('\'', '"'),
        synced(new Conversation(silent, Membership.direct(C1, BOB), Optional.empty()), List.of(), false));
    Channel busy = new Channel(C1, silent.kind(), 3, List.of(2L, 1L), 7, Optional.of(HELLO));
    String busyFields = "{'channelId':'c1','kind':'direct','peer':'alice','peerDelivered':6,'peerRead':4,"
        + "'pinned':[2,1],'first':1,'head':7,'unread':4,'delivered':5,'read':3,'lastMessage':";
    assertEquals(
        busyFields.replace('\'', '"') + HELLO_JSON + ",\"messages\":[" + HELLO_JSON + "],\"more\":false}",
        synced(
            new Conversation(busy, member(C1, 5, 3),
                Optional.of(new Membership(C1, ALICE, Role.MEMBER, 0, 1, 0, 6, 4))),
            List.of(HELLO), false));
  }

  @Test
  void encodesGroups() {
    Channel group = Channel.opened(C1,
        new Channel.Kind.Group(new GroupSettings("Choir", "", true, GroupSettings.History.ALL), 3));
    Membership admin = Membership.joining(C1, BOB, Role.ADMIN, 5, GroupSettings.History.JOINED);
    String fields = "{'channelId':'c1','kind':'group','name':'Choir','description':'','announcement':true,"
        + "'history':'all','size':3,'role':'admin','first':5,'head':0,'unread':0,'delivered':4,'read':4}";
    assertEquals(fields.replace('\'', '"'), synced(new Conversation(group, admin, Optional.empty()), List.of(), true));
    assertEquals(fields.replace("}", ",'mutedUntil':1764000000000}").replace('\'', '"'),
        synced(new Conversation(group, admin.mutedUntil(Instant.ofEpochMilli(1_764_000_000_000L)), Optional.empty()),
            List.of(), true));
    assertEquals("{\"channelId\":\"c1\",\"left\":9}",
        synced(new Conversation(group, admin.leaving(9), Optional.empty()), List.of(), false));
  }

  @Test
  void encodesPagesOfChannels() {
    assertEncoded("{'event':'synced','requestId':'r1','channels':[],'next':'c1'}",
        new ServerEvent.Synced(R1, BOB, List.of(), SyncPosition.past(C1)));
    assertEncoded("{'event':'synced','channels':[],'next':'c1:7'}",
        new ServerEvent.Synced(null, BOB, List.of(), new SyncPosition(C1, 7)));
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
      "{`action`:`send`,`clientMessageId`:`m`,`afterSeq`:0} | Field content is missing.",
      "{`action`:`send`,`channelId`:`c`,`userId`:`b`,`content`:{`type`:`leave`}} | Give either channelId or userId.",
      "{`action`:`send`,`content`:{`type`:`leave`}} | Give either channelId or userId.",
      "{`action`:`send`,`invite`:`i`,`content`:{`type`:`leave`}} | Give either channelId or userId.",
      "{`action`:`send`,`channelId`:`c`,`invite`:`i`,`content`:{`type`:`leave`}} | Give either channelId or userId.",
      "{`action`:`send`,`content`:{`type`:`join`}} | To join, give the invite and nothing else.",
      "{`action`:`send`,`channelId`:`c`,`content`:{`type`:`join`}} | To join, give the invite and nothing else.",
      "{`action`:`send`,`channelId`:`c`,`invite`:`i`,`content`:{`type`:`join`}} "
          + "| To join, give the invite and nothing else.",
      "{`action`:`send`,`invite`:`i`,`content`:{`type`:`join`}} | An invite is a channelId, ~ and a secret.",
      "{`action`:`send`,`invite`:`c~i`,`content`:{`type`:`join`}} | An invite has a secret of 22 characters.",
      "{`action`:`send`,`channelId`:`c`,`content`:{`type`:`create`,`name`:`x`}} "
          + "| A group that is created has no channelId, userId or invite yet.",
      "{`action`:`send`,`userId`:`b`,`content`:{`type`:`create`,`name`:`x`}} "
          + "| A group that is created has no channelId, userId or invite yet.",
      "{`action`:`send`,`channelId`:`../c`,`content`:{`type`:`leave`}} "
          + "| A channelId has 1 to 64 letters, digits and . _ -",
      "{`action`:`send`,`channelId`:`c`,`afterSeq`:0,`content`:{`type`:`leave`}} | Field clientMessageId is missing.",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`,`content`:{`type`:`leave`}} | Field afterSeq is missing.",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`,`afterSeq`:`1`,`content`:{`type`:`leave`}} "
          + "| Field afterSeq must be a whole number.",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`,`afterSeq`:1.0,`content`:{`type`:`leave`}} "
          + "| Field afterSeq must be a whole number.",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`,`afterSeq`:99999999999999999999,"
          + "`content`:{`type`:`leave`}} | Field afterSeq must be a whole number.",
      "{`action`:`send`,`channelId`:`c`,`clientMessageId`:`m`,`afterSeq`:-1,`content`:{`type`:`leave`}} "
          + "| Field afterSeq must be a whole number from 0.",
      "{`action`:`send`,`channelId`:`c`,`content`:`x`} | Field content must be an object.",
      "{`action`:`send`,`channelId`:`c`,`content`:{`type`:7}} | Field content.type must be text.",
      "{`action`:`send`,`channelId`:`c`,`content`:{`type`:`deleted`,`by`:`b`}} "
          + "| To delete a message, send a content of type \"delete\".",
      "{`action`:`send`,`channelId`:`c`,`content`:{`type`:`edit`,`target`:1,`content`:{`type`:`deleted`,`by`:`b`}}} "
          + "| To delete a message, send a content of type \"delete\".",
      "{`action`:`send`,`channelId`:`c`,`content`:{`type`:`encrypted`,`payload`:``}} "
          + "| A payload must not be empty.",
      "{`action`:`ack`} | Field channels has 1 to 50 entries.",
      "{`action`:`ack`,`channels`:[{`channelId`:`c`,`read`:-1}]} | Field read must be a whole number from 0.",
      "{`action`:`ack`,`channels`:[7]} | Field channels must be an object.",
      "{`action`:`heartbeat`,`watch`:[1]} | Field watch must be an array of texts.",
      "{`action`:`heartbeat`,`watch`:`bob`} | Field watch must be an array.",
      "{`action`:`heartbeat`,`everySeconds`:-1} | Field everySeconds must be 0 to 86400.",
      "{`action`:`heartbeat`,`everySeconds`:9223372036854775807} | Field everySeconds must be 0 to 86400.",
      "{`action`:`heartbeat`,`everySeconds`:-9223372036854775808} | Field everySeconds must be 0 to 86400.",
      "{`action`:`heartbeat`,`everySeconds`:9223372036854775808} | Field everySeconds must be a whole number.",
      "{`action`:`heartbeat`,`everySeconds`:45.0} | Field everySeconds must be a whole number.",
      "{`action`:`heartbeat`,`everySeconds`:`45`} | Field everySeconds must be a whole number.",
      "{`action`:`heartbeat`,`away`:0} | Field away must be true or false.",
      "{`action`:`status`} | Field doNotDisturb is missing.",
      "{`action`:`status`,`doNotDisturb`:null} | Field doNotDisturb is missing.",
      "{`action`:`status`,`doNotDisturb`:`yes`} | Field doNotDisturb must be true or false.",
      "{`action`:`online`} | Field channelId is missing.",
      "{`action`:`online`,`channelId`:[`c`]} | Field channelId must be text.",
      "{`action`:`online`,`channelId`:`a b`} | A channelId has 1 to 64 letters, digits and . _ -",
      "{`action`:`history`,`channelId`:`c`,`before`:1,`after`:1} | Give one of before, after and around.",
      "{`action`:`history`,`channelId`:`c`,`around`:1,`after`:1} | Give one of before, after and around.",
      "{`action`:`history`,`channelId`:`c`,`around`:0} | Field around must be a whole number from 1.",
      "{`action`:`history`,`channelId`:`c`,`after`:-1} | Field after must be a whole number from 0.",
      "{`action`:`sync`,`cursors`:{}} | Field cursors must be an array.",
      "{`action`:`sync`,`cursors`:[{`read`:1}]} | Field cursors.channelId is missing.",
      "{`action`:`sync`,`after`:`c:x`} | Field after must be what next said.",
      "{`action`:`members`} | Field channelId is missing.",
      "{`action`:`members`,`channelId`:`c`,`after`:`a b`} "
          + "| A user id has 1 to 255 printable ASCII characters and no space.",
      "{`action`:`invite`,`channelId`:`c`,`expiresInSeconds`:0} | Field expiresInSeconds must be 1 to 31536000.",
      "{`action`:`invite`,`channelId`:`c`,`expiresInSeconds`:-9007199254740993} "
          + "| Field expiresInSeconds must be 1 to 31536000.",
      "{`action`:`invite`,`channelId`:`c`,`uses`:0} | Field uses must be 1 to 5000.",
      "{`action`:`revoke`,`channelId`:`c`,`invite`:`d~AAAAAAAAAAAAAAAAAAAAAA`} | The invite is into another group.",
      "{`action`:`privacy`} | Field receipts is missing.",
      "{`action`:`privacy`,`receipts`:`no`} | Field receipts must be true or false.",
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

  /** Every code that the codec itself gives; the limits have a test of their own. */
  @Test
  void saysWhatIsTooLarge() {
    assertEquals("A frame has at most 32768 bytes.", refusal("x".repeat(Limits.FRAME_BYTES + 1)).reason());
    ServerEvent.Refused refused = refusal(SampleActions.send("\"requestId\":\"r1\",\"channelId\":\"c1\",",
        "{\"type\":\"encrypted\",\"payload\":\"" + "A".repeat(Limits.ENTRY_BYTES) + "\"}"));
    assertEquals(new ServerEvent.Refused(R1, ErrorCode.TOO_LARGE, "A content has at most 16384 bytes of JSON."),
        refused);
  }

  /** A frame damaged at random is refused or understood, and never throws. */
  @Test
  void survivesDamage() {
    List<String> good = List.copyOf(SampleActions.all().keySet());
    Random random = new Random(20_261_125);
    for (int round = 0; round < 50_000; round++) {
      survives(damaged(good.get(random.nextInt(good.size())), good.get(random.nextInt(good.size())), random));
    }
  }

  /** Also when a value is of another type, or the wrong one of its type. */
  @Test
  void survivesOtherValues() {
    List<String> values = List.of("null", "true", "-1", "0", "1.5e3", "9007199254740993", "1e999", "\"\"", "\"x\"",
        "\"\\ud800\"", "[]", "[[]]", "[null]", "[7]", "{}", "{\"type\":\"edit\"}", "\"deleted\"");
    for (String frame : SampleActions.all().keySet()) {
      Matcher value = JSON_VALUE.matcher(frame);
      while (value.find()) {
        values.forEach(other -> survives(frame.substring(0, value.start(1)) + other + frame.substring(value.end(1))));
      }
    }
  }

  @Test
  void survivesNoise() {
    Random random = new Random(20_261_125);
    for (int round = 0; round < 10_000; round++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      survives(new String(noise, UTF_8));
      survives(new String(noise, UTF_16));
    }
  }

  private static String damaged(String frame, String other, Random random) {
    StringBuilder damaged = new StringBuilder(frame);
    for (int hit = random.nextInt(4); hit >= 0 && !damaged.isEmpty(); hit--) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(4)) {
        case 0 -> damaged.setCharAt(at, (char) random.nextInt(0x1_0000));
        case 1 -> damaged.deleteCharAt(at);
        case 2 -> damaged.replace(at, damaged.length(), other.substring(random.nextInt(other.length())));
        default -> damaged.insert(at, "{}[],:\"\\0-".charAt(random.nextInt(10)));
      }
    }
    return damaged.toString();
  }

  private static void survives(String frame) {
    if (WireCodec.decode(frame) instanceof Decoded.Invalid(ServerEvent.Refused refusal)) {
      assertFalse(refusal.reason().contains("chat."), refusal.reason());
    }
  }

  @Test
  void textsStayOutOfLogs() {
    assertFalse(HELLO.toString().contains("hello"), HELLO.toString());
    assertFalse(valid(SampleActions.send("\"channelId\":\"c1\",", "{\"type\":\"text\",\"text\":\"secret\"}"))
        .toString().contains("secret"));
  }
}
