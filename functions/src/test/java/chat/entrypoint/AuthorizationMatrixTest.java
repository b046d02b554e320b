package chat.entrypoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.json.JsonObject;
import chat.messaging.LogEntry;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.DeviceId;
import chat.model.Invite;
import chat.model.InviteCode;
import chat.model.Membership;
import chat.model.UserId;
import chat.presence.TestSockets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may do what: every action and every content, by everyone, through the real handlers. Whatever is refused leaves
 * everything as it was and is heard of by nobody.
 */
class AuthorizationMatrixTest {
  /**
   * The columns: a stranger who never was a member, one who left, one who was removed, a member, an admin, the owner; the
   * last three in a group for announcements only; a stranger and a member of a direct channel, and a member whom the other
   * blocks. "ok" is answered with the
   * event behind the arrow; every other word is a code of a refusal; a dash: there is no such thing.
   */
  private static final String MATRIX = """
      #                                  GROUP                                                | ANNOUNCEMENTS          | DIRECT
      #                                  stranger  left      removed | member    admin     owner     | member    admin     owner     | stranger  member    blocked
      send text > accepted             | no        no        no      | ok        ok        ok        | forbidden ok        ok        | no        ok        apart
      send mention > accepted          | no        no        no      | ok        ok        ok        | forbidden ok        ok        | no        ok        apart
      send reply > accepted            | no        no        no      | ok        ok        ok        | forbidden ok        ok        | no        ok        apart
      send file > accepted             | no        no        no      | ok        ok        ok        | forbidden ok        ok        | no        ok        apart
      send encrypted > accepted        | no        no        no      | ok        ok        ok        | forbidden ok        ok        | no        ok        apart
      send edit own > accepted         | no        no        no      | ok        ok        ok        | forbidden ok        ok        | no        ok        apart
      send edit other's > accepted     | no        no        no      | forbidden forbidden forbidden | forbidden forbidden forbidden | no        forbidden apart
      send delete own > accepted       | no        no        no      | ok        ok        ok        | ok        ok        ok        | no        ok        ok
      send delete other's > accepted   | no        no        no      | forbidden ok        ok        | forbidden ok        ok        | no        forbidden forbidden
      send delete nothing > accepted   | no        no        no      | target    target    target    | target    target    target    | no        target    target
      send reaction > accepted         | no        no        no      | ok        ok        ok        | ok        ok        ok        | no        ok        apart
      send reaction back > accepted    | no        no        no      | ok        ok        ok        | ok        ok        ok        | no        ok        apart
      send pin > accepted              | no        no        no      | forbidden ok        ok        | forbidden ok        ok        | no        ok        apart
      send pin back > accepted         | no        no        no      | forbidden ok        ok        | forbidden ok        ok        | no        ok        apart
      send name > accepted             | no        no        no      | forbidden ok        ok        | forbidden ok        ok        | no        forbidden apart
      send announcement > accepted     | no        no        no      | forbidden ok        ok        | forbidden ok        ok        | no        forbidden apart
      send history all > accepted      | no        no        no      | forbidden ok        ok        | forbidden ok        ok        | no        forbidden apart
      send add stranger > accepted     | no        no        no      | forbidden ok        ok        | forbidden ok        ok        | no        forbidden apart
      send add left > accepted         | no        no        no      | forbidden ok        ok        | forbidden ok        ok        | no        forbidden apart
      send add member > accepted       | no        no        no      | forbidden already   already   | forbidden already   already   | no        forbidden apart
      send remove member > accepted    | no        no        no      | forbidden ok        ok        | forbidden ok        ok        | no        forbidden apart
      send remove admin > accepted     | no        no        no      | forbidden forbidden ok        | forbidden forbidden ok        | no        forbidden apart
      send remove owner > accepted     | no        no        no      | forbidden forbidden forbidden | forbidden forbidden forbidden | no        forbidden apart
      send remove left > accepted      | no        no        no      | forbidden unknown   unknown   | forbidden unknown   unknown   | no        forbidden apart
      send remove self > accepted      | no        no        no      | forbidden forbidden forbidden | forbidden forbidden forbidden | no        forbidden apart
      send leave > accepted            | no        no        no      | ok        ok        ok        | ok        ok        ok        | no        forbidden apart
      send promote member > accepted   | no        no        no      | forbidden ok        ok        | forbidden ok        ok        | no        forbidden apart
      send promote self > accepted     | no        no        no      | forbidden already   forbidden | forbidden already   forbidden | no        forbidden apart
      send demote admin > accepted     | no        no        no      | forbidden forbidden ok        | forbidden forbidden ok        | no        forbidden apart
      send demote owner > accepted     | no        no        no      | forbidden forbidden forbidden | forbidden forbidden forbidden | no        forbidden apart
      send demote member > accepted    | no        no        no      | forbidden already   already   | forbidden already   already   | no        forbidden apart
      send pass on > accepted          | no        no        no      | forbidden forbidden ok        | forbidden forbidden ok        | no        forbidden apart
      send take over > accepted        | no        no        no      | forbidden forbidden already   | forbidden forbidden already   | no        forbidden apart
      send promote left > accepted     | no        no        no      | forbidden unknown   unknown   | forbidden unknown   unknown   | no        forbidden apart
      send join > accepted             | ok        ok        invite  | already   already   already   | already   already   already   | -         -         -
      send join expired > accepted     | invite    invite    invite  | already   already   already   | already   already   already   | -         -         -
      send join revoked > accepted     | invite    invite    invite  | already   already   already   | already   already   already   | -         -         -
      send join used up > accepted     | invite    invite    invite  | already   already   already   | already   already   already   | -         -         -
      send join forged > accepted      | invite    invite    invite  | already   already   already   | already   already   already   | invite    already   already
      send create > accepted           | ok        ok        ok      | ok        ok        ok        | ok        ok        ok        | ok        ok        ok
      send too far > accepted          | no        no        no      | sequence  sequence  sequence  | sequence  sequence  sequence  | no        sequence  sequence
      history > page                   | no        no        no      | ok        ok        ok        | ok        ok        ok        | no        ok        ok
      history before > page            | no        no        no      | ok        ok        ok        | ok        ok        ok        | no        ok        ok
      history after > page             | no        no        no      | ok        ok        ok        | ok        ok        ok        | no        ok        ok
      history around > page            | no        no        no      | ok        ok        ok        | ok        ok        ok        | no        ok        ok
      sync > synced                    | ok        ok        ok      | ok        ok        ok        | ok        ok        ok        | ok        ok        ok
      ack > nothing                    | no        no        no      | ok        ok        ok        | ok        ok        ok        | no        ok        ok
      ack too far > nothing            | no        no        no      | sequence  sequence  sequence  | sequence  sequence  sequence  | no        sequence  sequence
      typing > nothing                 | no        no        no      | ok        ok        ok        | ok        ok        ok        | no        ok        ok
      members > members                | no        no        no      | ok        ok        ok        | ok        ok        ok        | no        ok        ok
      invite > invite                  | no        no        no      | forbidden ok        ok        | forbidden ok        ok        | no        forbidden forbidden
      revoke one > revoked             | no        no        no      | forbidden ok        ok        | forbidden ok        ok        | no        forbidden forbidden
      revoke all > revoked             | no        no        no      | forbidden ok        ok        | forbidden ok        ok        | no        forbidden forbidden
      privacy > privacy                | ok        ok        ok      | ok        ok        ok        | ok        ok        ok        | ok        ok        ok
      heartbeat > alive                | ok        ok        ok      | ok        ok        ok        | ok        ok        ok        | ok        ok        ok
      """;

  private static final Map<String, String> CODES = Map.of("no", "NOT_A_MEMBER", "forbidden", "FORBIDDEN", "target",
      "UNKNOWN_TARGET", "already", "ALREADY_MEMBER", "unknown", "UNKNOWN_MEMBER", "invite", "INVALID_INVITE",
      "sequence",
      "UNKNOWN_SEQUENCE", "apart", "NOT_REACHABLE");

  static final UserId STRANGER = new UserId("stranger");
  static final UserId LEFT = new UserId("left");
  static final UserId REMOVED = new UserId("removed");
  static final UserId MEMBER = new UserId("member");
  static final UserId ADMIN = new UserId("admin");
  static final UserId OWNER = new UserId("owner");
  /** Those to whom something is done. */
  static final UserId OTHER_MEMBER = new UserId("mia");
  private static final UserId OTHER_ADMIN = new UserId("adam");
  private static final UserId NEWCOMER = new UserId("newcomer");
  private static final List<UserId> USERS = List.of(STRANGER, LEFT, REMOVED, MEMBER, ADMIN, OWNER, OTHER_MEMBER,
      OTHER_ADMIN, NEWCOMER);

  private static final ChannelId GROUP = ChannelId.group(OWNER, new ClientMessageId("group"));
  private static final ChannelId DIRECT = ChannelId.direct(MEMBER, OTHER_MEMBER);

  /** Where somebody acts. */
  enum Place {
    GROUP, ANNOUNCEMENTS, DIRECT, BLOCKED
  }

  /** Who acts where. */
  private record Part(Place place, UserId actor) {}

  private static final List<Part> COLUMNS = List.of(new Part(Place.GROUP, STRANGER), new Part(Place.GROUP, LEFT),
      new Part(Place.GROUP, REMOVED), new Part(Place.GROUP, MEMBER), new Part(Place.GROUP, ADMIN),
      new Part(Place.GROUP, OWNER), new Part(Place.ANNOUNCEMENTS, MEMBER), new Part(Place.ANNOUNCEMENTS, ADMIN),
      new Part(Place.ANNOUNCEMENTS, OWNER), new Part(Place.DIRECT, STRANGER), new Part(Place.DIRECT, MEMBER),
      new Part(Place.BLOCKED, MEMBER));

  /** One row of the matrix. */
  private record Row(String action, String answer, List<String> words) {
    static Row of(String line) {
      List<String> parts = Arrays.stream(line.split("[>|]")).map(String::strip).toList();
      return new Row(parts.get(0), parts.get(1),
          parts.stream().skip(2).flatMap(part -> Arrays.stream(part.split(" +"))).toList());
    }
  }

  private static List<Row> rows() {
    return MATRIX.lines().filter(line -> !line.startsWith("#")).map(Row::of).toList();
  }

  static Stream<Arguments> cells() {
    return rows().stream().flatMap(row -> {
      assertEquals(COLUMNS.size(), row.words().size(), row.action());
      List<Arguments> cells = new ArrayList<>();
      for (int column = 0; column < COLUMNS.size(); column++) {
        String word = row.words().get(column);
        if (!word.equals("-")) {
          cells.add(Arguments.of(row.action(), COLUMNS.get(column).actor(), COLUMNS.get(column).place(),
              word.equals("ok") ? row.answer() : CODES.getOrDefault(word, word)));
        }
      }
      return cells.stream();
    });
  }

  @ParameterizedTest(name = "{0} by {1} in {2}: {3}")
  @MethodSource("cells")
  void everyoneMayDoWhatTheirRoleAllows(String action, UserId actor, Place place, String expected) {
    World world = new World(place);
    String frame = world.frame(action, actor);
    World.State before = world.state();
    Optional<JsonObject> answer = TestSocket.of(actor, world.app).frameFor(frame).map(JsonObject::parse);
    assertEquals(expected, answer.map(AuthorizationMatrixTest::word).orElse("nothing"), frame);
    if (CODES.containsValue(expected)) {
      assertEquals(before, world.state());
      assertEquals(Map.of(), world.ports.posted);
      assertEquals(List.of(), world.ports.ordered);
    }
    // outsiders hear of nothing
    Stream.of(STRANGER, LEFT, REMOVED).map(TestSocket::connectionOf)
        .forEach(outsider -> assertEquals(null, world.ports.posted.get(outsider)));
  }

  private static String word(JsonObject answer) {
    return answer.text("event").equals("refused") ? answer.text("code") : answer.text("event");
  }

  /** The gateway never sends such an event; should it ever, nothing is done for nobody. */
  @ParameterizedTest
  @MethodSource("actions")
  void nobodyMayDoAnything(String action) {
    World world = new World(Place.GROUP);
    String frame = world.frame(action, OWNER);
    World.State before = world.state();
    assertEquals("INTERNAL", word(TestSocket.ofNobody(world.app).ask(frame)));
    assertEquals(before, world.state());
    assertEquals(Map.of(), world.ports.posted);
  }

  static Stream<String> actions() {
    return rows().stream().map(Row::action);
  }

  @Test
  void aSyncTellsOnlyMembersOfAChannel() {
    World world = new World(Place.GROUP);
    Map<UserId, String> shown = new LinkedHashMap<>();
    for (UserId user : List.of(STRANGER, LEFT, REMOVED, MEMBER, ADMIN, OWNER)) {
      List<JsonObject> channels = TestSocket.of(user, world.app).ask(world.frame("sync", user)).objects("channels")
          .stream().filter(channel -> channel.text("channelId").equals(GROUP.value())).toList();
      shown.put(user, channels.isEmpty()
          ? "nothing"
          : channels.getFirst().optionalText("role")
              .orElseGet(() -> channels.getFirst().names() + " " + channels.getFirst().wholeNumber("left")));
    }
    assertEquals(Map.of(STRANGER, "nothing", LEFT, "[channelId, left] 9", REMOVED, "[channelId, left] 10", MEMBER,
        "member", ADMIN, "admin", OWNER, "owner"), shown);
  }

  /** Neither by the code, nor by the sentence, wherever they say they have come. */
  @ParameterizedTest
  @MethodSource("actions")
  void aStrangerCannotTellWhetherAChannelExistsNorHowLongItIs(String action) {
    World world = new World(Place.GROUP);
    for (long seq = 0; seq < 1_100; seq++) {
      world.ports.now = world.ports.now.plusMillis(100);
      world.toUser(OWNER, ADMIN, seq);
    }
    Set<Optional<String>> answers = Stream.of(GROUP, DIRECT, ChannelId.direct(OWNER, ADMIN), new ChannelId("g.none"),
        new ChannelId("d.none"), new ChannelId("none")).flatMap(
            channelId -> Stream.of(0L, 1L, 2L, 12L, 13L, 100L, 1_100L, 1_101L, 9_007_199_254_740_989L)
                .map(seq -> TestSocket.of(STRANGER, world.app).frameFor(world.probe(action, channelId, seq))))
        .collect(Collectors.toSet());
    assertEquals(1, answers.size(), answers.toString());
  }

  /** What is refused to someone who writes to a user opens no channel with them. */
  @ParameterizedTest
  @MethodSource("actions")
  void whatIsRefusedOpensNoChannel(String action) {
    if (!action.startsWith("send ") || action.contains("join") || action.contains("create")) {
      return;
    }
    World world = new World(Place.GROUP);
    World.State before = world.state();
    String frame = world.frame(action, MEMBER).replace("\"channelId\":\"" + GROUP.value() + "\"",
        "\"userId\":\"" + OWNER.value() + "\"").replaceAll("\"afterSeq\":\\d+", "\"afterSeq\":0");
    if (word(TestSocket.of(STRANGER, world.app).ask(frame)).equals("accepted")) {
      return;
    }
    assertEquals(before, world.state());
    assertEquals(Map.of(), world.ports.posted);
  }

  /** A group with all kinds of people in it, and a direct channel. */
  static final class World {
    private static final String HELLO = "'type':'text','text':'hello'";

    final InMemoryPorts ports = new InMemoryPorts();
    final ChatApp app = TestApps.on(ports, 100);
    final ChannelId channelId;
    final Map<String, String> invites = new HashMap<>();
    private final Map<UserId, Long> messages;
    private final long head;

    World(Place place) {
      channelId = place == Place.DIRECT || place == Place.BLOCKED ? DIRECT : GROUP;
      USERS.forEach(
          user -> TestSockets.open(ports.presences(), user, TestSocket.connectionOf(user), DeviceId.DEFAULT,
              ports.now));
      fillGroup(place == Place.ANNOUNCEMENTS);
      toUser(MEMBER, OTHER_MEMBER, 0);
      toUser(OTHER_MEMBER, MEMBER, 1);
      messages = channelId.equals(DIRECT)
          ? Map.of(MEMBER, 1L, OTHER_MEMBER, 2L)
          : Map.of(OWNER, 4L, ADMIN, 5L, MEMBER, 6L, LEFT, 7L, OTHER_MEMBER, 8L);
      head = ports.messageLog().entries(channelId).size();
      if (place == Place.BLOCKED) {
        app.block().block(OTHER_MEMBER, MEMBER);
      }
      ports.posted.clear();
    }

    private void fillGroup(boolean announcement) {
      accepted(OWNER, sending("group", "", 0,
          "'type':'create','name':'Group','members':['admin','member','left','removed','mia','adam']"));
      inGroup(OWNER, "'type':'role','user':'admin','role':'admin'");
      inGroup(OWNER, "'type':'role','user':'adam','role':'admin'");
      for (UserId user : List.of(OWNER, ADMIN, MEMBER, LEFT, OTHER_MEMBER)) {
        inGroup(user, HELLO);
      }
      inGroup(LEFT, "'type':'leave'");
      inGroup(OWNER, "'type':'remove','user':'removed'");
      inGroup(OWNER, "'type':'settings','announcement':" + announcement);
      invites.put("expired", invite(1));
      ports.now = ports.now.plus(Duration.ofMinutes(1));
      for (String name : List.of("open", "revoked", "used up")) {
        invites.put(name, invite(3_600));
      }
      TestSocket.of(OWNER, app).ask(json("{'action':'revoke','channelId':'%s','invite':'%s'}".formatted(GROUP,
          invites.get("revoked"))));
      accepted(NEWCOMER, joining("'invite':'" + invites.get("used up") + "',"));
    }

    private String invite(int seconds) {
      return TestSocket.of(OWNER, app).ask(json("{'action':'invite','channelId':'%s','expiresInSeconds':%d,'uses':1}"
          .formatted(GROUP, seconds))).text("invite");
    }

    private void inGroup(UserId user, String content) {
      long after = ports.messageLog().entries(GROUP).size();
      accepted(user, sending("m" + after, "'channelId':'" + GROUP + "',", after, content));
    }

    private void toUser(UserId user, UserId peer, long after) {
      accepted(user, sending("m" + after, "'userId':'" + peer + "',", after, HELLO));
    }

    private void accepted(UserId user, String send) {
      JsonObject answer = TestSocket.of(user, app).ask(json(send));
      assertEquals("accepted", word(answer), send);
      ChannelId there = new ChannelId(answer.text("channelId"));
      ports.channels().advance(there, answer.wholeNumber("seq"), Optional.empty());
    }

    private static String json(String quoted) {
      return quoted.replace('\'', '"');
    }

    /** The frame of a row: what it is about lies in the channel. */
    private String frame(String action, UserId actor) {
      return frame(action, channelId, head, messages.getOrDefault(actor, 1L),
          messages.getOrDefault(OTHER_MEMBER, 1L), actor);
    }

    /** The same about any channel and place in it. */
    private String probe(String action, ChannelId anyChannel, long seq) {
      long target = Math.max(seq, 1);
      String frame = frame(action, anyChannel, seq, target, target, STRANGER)
          .replaceAll("\"invite\":\"[^~]*~[^\"]*\"", "\"invite\":\"" + anyChannel + "~" + "A".repeat(22) + "\"");
      // a group of one's own is no secret
      return action.equals("send create") ? frame("heartbeat", STRANGER) : frame;
    }

    private String frame(String action, ChannelId there, long afterSeq, long own, long others, UserId actor) {
      String channel = "'channelId':'" + there + "'";
      return json(switch (action) {
        case "history" -> "{'action':'history'," + channel + "}";
        case "history before" -> "{'action':'history'," + channel + ",'before':" + others + "}";
        case "history after" -> "{'action':'history'," + channel + ",'after':" + afterSeq + "}";
        case "history around" -> "{'action':'history'," + channel + ",'around':" + others + "}";
        case "sync" -> "{'action':'sync','cursors':[{" + channel + ",'delivered':" + (afterSeq / 2) + "}]}";
        case "ack" -> "{'action':'ack','channels':[{" + channel + ",'delivered':" + afterSeq + "}]}";
        case "ack too far" -> "{'action':'ack','channels':[{" + channel + ",'delivered':" + (afterSeq + 1) + "}]}";
        case "typing" -> "{'action':'typing'," + channel + "}";
        case "members" -> "{'action':'members'," + channel + "}";
        case "invite" -> "{'action':'invite'," + channel + "}";
        case "revoke one" -> "{'action':'revoke'," + channel + ",'invite':'" + there + "~" + "A".repeat(22) + "'}";
        case "revoke all" -> "{'action':'revoke'," + channel + "}";
        case "privacy" -> "{'action':'privacy','receipts':false}";
        case "heartbeat" -> "{'action':'heartbeat','watch':['owner']}";
        case "send create" ->
          sending("try", "", 0, "'type':'create','name':'New'");
        case "send join" -> joining("'invite':'" + invites.get("open") + "',");
        case "send join forged" -> joining("'invite':'" + there + "~" + "A".repeat(22) + "',");
        case String join when join.startsWith("send join ") ->
          joining("'invite':'" + invites.get(join.substring(10)) + "',");
        case "send too far" -> sending("try", channel + ",", afterSeq + 1, HELLO);
        default -> sending("try", channel + ",", afterSeq, content(action.substring(5), own, others, actor));
      });
    }

    private static String joining(String invite) {
      return sending("try", invite, 0, "'type':'join'");
    }

    /** {@code to}: a field with its comma, or nothing. */
    private static String sending(String id, String to, long afterSeq, String content) {
      return "{'action':'send',%s'clientMessageId':'%s','afterSeq':%d,'content':{%s}}".formatted(to, id, afterSeq,
          content);
    }

    private static String content(String name, long own, long others, UserId actor) {
      return switch (name) {
        case "text" -> HELLO;
        case "mention" -> "'type':'text','text':'hi','mentions':['mia','stranger']";
        case "reply" -> "'type':'text','text':'hi','replyTo':" + others;
        case "file" ->
          "'type':'file','fileId':'f1','name':'a.png','mediaType':'image/png','bytes':9,'replyTo':" + others;
        case "encrypted" -> "'type':'encrypted','payload':'AAAA'";
        case "edit own" -> "'type':'edit','target':" + own + ",'content':{'type':'text','text':'better'}";
        case "edit other's" -> "'type':'edit','target':" + others + ",'content':{'type':'text','text':'better'}";
        case "delete own" -> "'type':'delete','target':" + own;
        case "delete other's" -> "'type':'delete','target':" + others;
        case "delete nothing" -> "'type':'delete','target':100";
        case "reaction" -> "'type':'reaction','target':" + others + ",'emoji':'👍'";
        case "reaction back" -> "'type':'reaction','target':" + others + ",'emoji':'👍','removed':true";
        case "pin" -> "'type':'pin','target':" + others;
        case "pin back" -> "'type':'pin','target':" + others + ",'removed':true";
        case "name" -> "'type':'settings','name':'Other'";
        case "announcement" -> "'type':'settings','announcement':true";
        case "history all" -> "'type':'settings','history':'all'";
        case "add stranger" -> "'type':'add','users':['stranger','member']";
        case "add left" -> "'type':'add','users':['left','removed']";
        case "add member" -> "'type':'add','users':['member','mia']";
        case "remove member" -> "'type':'remove','user':'mia'";
        case "remove admin" -> "'type':'remove','user':'adam'";
        case "remove owner" -> "'type':'remove','user':'owner'";
        case "remove left" -> "'type':'remove','user':'left'";
        case "remove self" -> "'type':'remove','user':'" + actor + "'";
        case "leave" -> "'type':'leave'";
        case "promote member" -> "'type':'role','user':'mia','role':'admin'";
        case "promote self" -> "'type':'role','user':'" + actor + "','role':'admin'";
        case "promote left" -> "'type':'role','user':'left','role':'admin'";
        case "demote admin" -> "'type':'role','user':'adam','role':'member'";
        case "demote owner" -> "'type':'role','user':'owner','role':'member'";
        case "demote member" -> "'type':'role','user':'mia','role':'member'";
        case "pass on" -> "'type':'role','user':'mia','role':'owner'";
        case "take over" -> "'type':'role','user':'" + actor + "','role':'owner'";
        default -> throw new IllegalArgumentException(name);
      };
    }

    /** All that an action could change. */
    record State(List<List<LogEntry>> logs, List<Channel> channels, List<Membership> places,
        List<Optional<Invite>> invites) {}

    State state() {
      List<Membership> places = USERS.stream().flatMap(user -> ports.memberships().of(user, null, 100).stream())
          .toList();
      List<ChannelId> known = Stream.concat(places.stream().map(Membership::channelId), Stream.of(GROUP, DIRECT))
          .distinct().toList();
      return new State(known.stream().map(ports.messageLog()::entries).toList(), ports.channels().find(known), places,
          invites.values().stream().map(InviteCode::parse).map(ports.invites()::find).toList());
    }
  }
}
