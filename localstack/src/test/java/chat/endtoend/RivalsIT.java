package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several users who want the same at once, or what looks the same. */
class RivalsIT {
  private static EmbeddedCloud cloud;

  private final String run = UUID.randomUUID().toString().substring(0, 6);

  @BeforeAll
  static void start() {
    cloud = EmbeddedCloud.start(TestCloud.options());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private RestClient user(String name) {
    return RestClient.of(cloud, name + "-" + run);
  }

  private static String handle(String handle) {
    return "{'handle':'" + handle + "'}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"MILL0_", "mil1o_", "rnillo_", "mi_llo_", "millo", "rni1_L0_"})
  void aHandleThatLooksLikeAnotherIsTaken(String lookalike) {
    user("owner").json(200, "PATCH", "/v1/me", handle("millo_" + run));
    JsonObject refused = user("rival").json(409, "PATCH", "/v1/me", handle(lookalike + run));
    assertEquals("HANDLE_TAKEN", refused.text("code"));
    assertEquals(false, user("rival").json(200, "GET", "/v1/me", "").has("handle"));
  }

  static Stream<String> foreign() {
    return Stream.of("m\u0456llo", "mill\u043e", "\uff4dillo", "m\u0131llo", "mi\u200bllo", "mi\u200dllo",
        "mi\u00adllo",
        "millo\u0301", "mi\u0142lo", "\u217fillo", "milk\u212a", "\u017fmillo", "\ud835\udc26illo", "\u202emillo",
        "mi llo", "millo ", "1millo", "_millo", "mi.llo", "mi-llo", "@millo", "", "m");
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void aHandleOfOtherLettersIsNone(String handle) {
    assertEquals("INVALID", user("rival").json(400, "PATCH", "/v1/me", handle(handle)).text("code"));
  }

  @Test
  void of20WhoClaimOneHandleOneGetsIt() {
    List<String> spellings = List.of("prime_" + run, "PRIME" + run, "prirne" + run);
    List<RestClient> rivals = IntStream.range(0, 20).mapToObj(number -> user("rival" + number)).toList();
    rivals.forEach(rival -> rival.json(200, "GET", "/v1/me", ""));
    List<CompletableFuture<HttpResponse<String>>> claims = new ArrayList<>();
    for (RestClient rival : rivals) {
      claims.add(rival.start("PATCH", "/v1/me", handle(spellings.get(claims.size() % spellings.size()))));
    }
    List<Integer> statuses = claims.stream().map(claim -> claim.join().statusCode()).sorted().toList();
    assertEquals(Stream.concat(Stream.of(200), Collections.nCopies(19, 409).stream()).toList(), statuses);
    assertEquals(1, rivals.stream().filter(rival -> rival.json(200, "GET", "/v1/me", "").has("handle")).count());
    assertEquals(1, spellings.stream().mapToInt(spelling -> user("seeker")
        .json(200, "GET", "/v1/users?q=@" + spelling, "").objects("users").size()).max().orElse(0));
  }

  @Test
  void of50RequestsFromBothSidesOnePairComes() {
    RestClient ann = user("ann");
    RestClient ben = user("ben");
    List<CompletableFuture<HttpResponse<String>>> requests = IntStream.range(0, 50)
        .mapToObj(number -> number % 2 == 0
            ? ann.start("PUT", "/v1/contacts/" + ben.user(), "")
            : ben.start("PUT", "/v1/contacts/" + ann.user(), ""))
        .toList();
    requests.forEach(request -> RestClient.json(200, request.join()));
    assertEquals(List.of(ben.user() + " accepted"), contacts(ann));
    assertEquals(List.of(ann.user() + " accepted"), contacts(ben));
  }

  private static List<String> contacts(RestClient user) {
    return user.json(200, "GET", "/v1/contacts", "").objects("contacts").stream()
        .map(contact -> contact.text("userId") + " " + contact.text("state")).toList();
  }
}
