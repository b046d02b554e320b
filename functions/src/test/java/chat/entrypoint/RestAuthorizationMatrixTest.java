package chat.entrypoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.entrypoint.AuthorizationMatrixTest.Place;
import chat.entrypoint.AuthorizationMatrixTest.World;
import chat.entrypoint.rest.TestApi;
import chat.entrypoint.rest.TestApi.Reply;
import chat.model.UserId;
import chat.topology.HttpRoute;
import chat.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may call what: every route, by everyone. Whatever is refused leaves everything as it was and is heard of by nobody.
 */
class RestAuthorizationMatrixTest {
  /** The columns are those of the socket's matrix, without the group for announcements. "ok" is a status below 300. */
  private static final String MATRIX = """
      #                                                          GROUP                                                | DIRECT
      #                                                          stranger  left      removed | member    admin     owner     | stranger  member
      POST /v1/messages {'content':{'type':'text','text':'x'}}   | no        no        no      | ok        ok        ok        | no        ok
      POST /v1/messages {'content':{'type':'pin','target':5}}    | no        no        no      | forbidden ok        ok        | no        target
      POST /v1/messages {'content':{'type':'leave'}}             | no        no        no      | ok        ok        ok        | no        forbidden
      GET /v1/messages/unread                                    | ok        ok        ok      | ok        ok        ok        | ok        ok
      GET /v1/channels                                           | ok        ok        ok      | ok        ok        ok        | ok        ok
      POST /v1/channels {'name':'New'}                           | ok        ok        ok      | ok        ok        ok        | ok        ok
      POST /v1/joins {'invite':'open'}                           | ok        ok        invite  | already   already   already   | -         -
      POST /v1/joins {'invite':'revoked'}                        | invite    invite    invite  | already   already   already   | -         -
      GET /v1/channels/{channelId}                               | no        no        no      | ok        ok        ok        | no        ok
      PATCH /v1/channels/{channelId} {'name':'Other'}            | no        no        no      | forbidden ok        ok        | no        forbidden
      GET /v1/channels/{channelId}/messages                      | no        no        no      | ok        ok        ok        | no        ok
      PUT /v1/channels/{channelId}/cursor {'read':2}             | no        no        no      | ok        ok        ok        | no        ok
      PUT /v1/channels/{channelId}/cursor {'read':99}            | no        no        no      | sequence  sequence  sequence  | no        sequence
      PUT /v1/channels/{channelId}/mute {'until':99}             | no        no        no      | ok        ok        ok        | no        ok
      DELETE /v1/channels/{channelId}/mute                       | no        no        no      | ok        ok        ok        | no        ok
      GET /v1/channels/{channelId}/members                       | no        no        no      | ok        ok        ok        | no        ok
      POST /v1/channels/{channelId}/members {'users':['newbie']} | no        no        no      | forbidden ok        ok        | no        forbidden
      PATCH /v1/channels/{channelId}/members/mia {'role':'admin'} | no        no        no      | forbidden ok        ok        | no        forbidden
      PATCH /v1/channels/{channelId}/members/mia {'role':'owner'} | no        no        no      | forbidden forbidden ok        | no        forbidden
      DELETE /v1/channels/{channelId}/members/mia                | no        no        no      | forbidden ok        ok        | no        forbidden
      DELETE /v1/channels/{channelId}/members/adam               | no        no        no      | forbidden forbidden ok        | no        forbidden
      DELETE /v1/channels/{channelId}/members/owner              | no        no        no      | forbidden forbidden ok        | no        forbidden
      DELETE /v1/channels/{channelId}/members/left               | no        -         no      | forbidden unknown   unknown   | no        forbidden
      POST /v1/channels/{channelId}/invites                      | no        no        no      | forbidden ok        ok        | no        forbidden
      DELETE /v1/channels/{channelId}/invites                    | no        no        no      | forbidden ok        ok        | no        forbidden
      DELETE /v1/channels/{channelId}/invites/{invite}           | no        no        no      | forbidden ok        ok        | no        forbidden
      POST /v1/tickets                                           | ok        ok        ok      | ok        ok        ok        | ok        ok
      GET /v1/devices                                            | ok        ok        ok      | ok        ok        ok        | ok        ok
      DELETE /v1/devices                                         | ok        ok        ok      | ok        ok        ok        | ok        ok
      DELETE /v1/devices/{deviceId}                              | ok        ok        ok      | ok        ok        ok        | ok        ok
      PUT /v1/devices/{deviceId}/push {'platform':'fcm','token':'t','appVersion':'1','locale':'en'} | ok ok ok | ok ok ok | ok ok
      DELETE /v1/devices/{deviceId}/push                         | ok        ok        ok      | ok        ok        ok        | ok        ok
      GET /v1/me                                                 | ok        ok        ok      | ok        ok        ok        | ok        ok
      PATCH /v1/me {'name':'Other'}                              | ok        ok        ok      | ok        ok        ok        | ok        ok
      DELETE /v1/me                                              | ok        ok        ok      | ok        ok        ok        | ok        ok
      PATCH /v1/me/privacy {'presence':'nobody'}                 | ok        ok        ok      | ok        ok        ok        | ok        ok
      GET /v1/me/export                                          | ok        ok        ok      | ok        ok        ok        | ok        ok
      GET /v1/users?q=mia                                        | ok        ok        ok      | ok        ok        ok        | ok        ok
      GET /v1/users/mia                                          | ok        ok        ok      | ok        ok        ok        | ok        ok
      GET /v1/contacts                                           | ok        ok        ok      | ok        ok        ok        | ok        ok
      PUT /v1/contacts/mia                                       | ok        ok        ok      | ok        ok        ok        | ok        ok
      DELETE /v1/contacts/mia                                    | ok        ok        ok      | ok        ok        ok        | ok        ok
      PUT /v1/blocks/mia                                         | ok        ok        ok      | ok        ok        ok        | ok        ok
      DELETE /v1/blocks/mia                                      | ok        ok        ok      | ok        ok        ok        | ok        ok
      POST /v1/reports {'userId':'mia','reason':'spam'}          | ok        ok        ok      | ok        ok        ok        | ok        ok
      POST /v1/reports {'seq':8,'reason':'spam'}                 | no        no        no      | ok        ok        ok        | no        target
      POST /v1/reports {'seq':1,'reason':'spam'}                 | no        no        no      | target    target    target    | no        ok
      """;

  private static final Map<String, String> CODES = Map.of("no", "NOT_A_MEMBER", "forbidden", "FORBIDDEN", "target",
      "UNKNOWN_TARGET", "already", "ALREADY_MEMBER", "unknown", "UNKNOWN_MEMBER", "invite", "INVALID_INVITE",
      "sequence", "UNKNOWN_SEQUENCE");

  /** Who calls about what. */
  private record Part(Place place, UserId caller) {}

  private static final List<Part> COLUMNS = List.of(new Part(Place.GROUP, AuthorizationMatrixTest.STRANGER),
      new Part(Place.GROUP, AuthorizationMatrixTest.LEFT), new Part(Place.GROUP, AuthorizationMatrixTest.REMOVED),
      new Part(Place.GROUP, AuthorizationMatrixTest.MEMBER), new Part(Place.GROUP, AuthorizationMatrixTest.ADMIN),
      new Part(Place.GROUP, AuthorizationMatrixTest.OWNER), new Part(Place.DIRECT, AuthorizationMatrixTest.STRANGER),
      new Part(Place.DIRECT, AuthorizationMatrixTest.MEMBER));

  /** One row of the matrix. */
  private record Row(String method, String path, String body, List<String> words) {
    static Row of(String line) {
      List<String> parts = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      List<String> call = Arrays.asList(parts.getFirst().split(" ", 3));
      return new Row(call.get(0), call.get(1), call.size() > 2 ? call.get(2) : "",
          parts.stream().skip(1).flatMap(part -> Arrays.stream(part.split(" +", -1))).toList());
    }
  }

  private static List<Row> rows() {
    return MATRIX.lines().filter(line -> !line.startsWith("#")).map(Row::of).toList();
  }

  static Stream<Arguments> cells() {
    return rows().stream().flatMap(row -> {
      assertEquals(COLUMNS.size(), row.words().size(), row.path());
      List<Arguments> cells = new ArrayList<>();
      for (int column = 0; column < COLUMNS.size(); column++) {
        String word = row.words().get(column);
        if (!word.equals("-")) {
          cells.add(Arguments.of(row.method(), row.path(), row.body(), COLUMNS.get(column).caller(),
              COLUMNS.get(column).place(), CODES.getOrDefault(word, word)));
        }
      }
      return cells.stream();
    });
  }

  @ParameterizedTest(name = "{0} {1} {2} by {3} in {4}: {5}")
  @MethodSource("cells")
  void everyoneMayDoWhatTheirRoleAllows(String method, String path, String body, UserId caller, Place place,
      String expected) {
    World world = new World(place);
    TestApi.of(AuthorizationMatrixTest.OTHER_MEMBER, world.app).get("/v1/me");
    World.State before = world.state();
    Reply reply = TestApi.of(caller, world.app).keyed("try").call(method, filled(path, world), filled(body, world));
    assertEquals(expected, reply.status() < 300 ? "ok" : reply.code());
    if (CODES.containsValue(expected)) {
      assertEquals(before, world.state());
      assertEquals(Map.of(), world.ports.posted);
      assertEquals(List.of(), world.ports.ordered);
    }
    // outsiders hear of nothing, except that they signed out or are gone
    Stream.of(AuthorizationMatrixTest.STRANGER, AuthorizationMatrixTest.LEFT, AuthorizationMatrixTest.REMOVED)
        .filter(_ -> !path.startsWith("/v1/devices") && !(method + path).equals("DELETE/v1/me"))
        .map(TestSocket::connectionOf)
        .forEach(outsider -> assertEquals(null, world.ports.posted.get(outsider)));
  }

  private static String filled(String text, World world) {
    return text.replace("{channelId}", world.channelId.value())
        .replace("{deviceId}", "phone").replace("{invite}", world.channelId + "~" + "A".repeat(22))
        .replace("'open'", "'" + world.invites.get("open") + "'")
        .replace("'revoked'", "'" + world.invites.get("revoked") + "'")
        .replace("{'content'", "{'channelId':'" + world.channelId + "','content'")
        .replace("{'seq'", "{'channelId':'" + world.channelId + "','seq'");
  }

  /** Neither by the code, nor by the sentence. */
  @ParameterizedTest
  @MethodSource("routesOfAChannel")
  void aStrangerCannotTellWhetherAChannelExists(String method, String path, String body) {
    World world = new World(Place.GROUP);
    assertEquals(1, Stream.of(world.channelId.value(), "g.none", "d.none", "none").map(channel -> TestApi
        .of(AuthorizationMatrixTest.STRANGER, world.app).keyed("try")
        .call(method, path.replace("{channelId}", channel).replace("{invite}", channel + "~" + "A".repeat(22)), body))
        .collect(Collectors.toSet()).size());
  }

  static Stream<Arguments> routesOfAChannel() {
    return rows().stream().filter(row -> row.path().contains("{channelId}"))
        .map(row -> Arguments.of(row.method(), row.path(), row.body()));
  }

  /** Whether they are there, were never there, are gone, or block the caller: only a profile is there or not. */
  @ParameterizedTest
  @MethodSource("routesOfAUser")
  void aStrangerCannotTellWhetherAUserExists(String method, String path, String body) {
    World world = new World(Place.GROUP);
    UserId stranger = AuthorizationMatrixTest.STRANGER;
    for (UserId user : List.of(new UserId("gone"), new UserId("blocks"))) {
      TestApi.of(user, world.app).get("/v1/devices");
    }
    TestApi.of(new UserId("gone"), world.app).delete("/v1/me");
    TestApi.of(new UserId("blocks"), world.app).put("/v1/blocks/" + stranger, "");
    assertEquals(1, Stream.of("mia", "nobody", "gone", "blocks").map(user -> {
      Reply reply = TestApi.of(stranger, world.app)
          .call(method, path.replace("mia", user), body.replace("mia", user));
      return reply.status() + reply.body().orElse("").replace(user, "them");
    }).collect(Collectors.toSet()).size());
  }

  static Stream<Arguments> routesOfAUser() {
    return rows().stream().filter(row -> (row.path() + row.body()).contains("mia"))
        .filter(row -> !row.path().contains("{channelId}"))
        .map(row -> Arguments.of(row.method(), row.path(), row.body()));
  }

  @Test
  void everyRouteHasARow() {
    TreeSet<String> called = rows().stream()
        .map(row -> row.method() + " " + row.path().replaceAll("\\?.*", "")
            .replaceAll("/(members|users|contacts|blocks)/\\w+", "/$1/{userId}"))
        .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Topology.HTTP_ROUTES.stream().map(HttpRoute::key).filter(key -> !key.contains("{path+}"))
        .collect(Collectors.toCollection(TreeSet::new)), called);
  }
}
