package chat.local.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.gateway.TestGateway;
import chat.topology.HttpRoute;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html */
class RouteTableTest {
  private static RouteTable table(String... keys) {
    return new RouteTable(Arrays.stream(keys).map(RouteTableTest::route).toList());
  }

  private static HttpRoute route(String key) {
    String[] parts = key.equals("$default") ? new String[]{"ANY", key} : key.split(" ");
    return new HttpRoute(parts[0], parts[1], TestGateway.function("any"), false);
  }

  private static String selected(RouteTable table, String method, String path) {
    return table.select(method, path).map(match -> match.route().key()).orElse("none");
  }

  /** The vendor's own example. */
  @ParameterizedTest
  @CsvSource({"GET,/pets/dog/1,GET /pets/dog/1", "GET,/pets/dog/2,GET /pets/dog/{id}",
      "GET,/pets/cat/1,GET /pets/{proxy+}", "POST,/test/5,ANY /{proxy+}", "GET,/,$default"})
  void theClosestRouteIsSelected(String method, String path, String expected) {
    assertEquals(expected, selected(
        table("$default", "ANY /{proxy+}", "GET /pets/{proxy+}", "GET /pets/dog/{id}", "GET /pets/dog/1"), method,
        path));
  }

  @ParameterizedTest
  @CsvSource({"GET,/a/b,GET /a/{x}", "PUT,/a/b,ANY /a/b", "GET,/p/q/r,GET /p/q/{rest+}", "GET,/p/x/r,GET /p/{rest+}",
      "DELETE,/p/q,none", "GET,/a/,none", "GET,/p/,none"})
  void theMethodGoesBeforeThePathAndTheLeftBeforeTheRight(String method, String path, String expected) {
    assertEquals(expected,
        selected(table("GET /p/{rest+}", "GET /p/q/{rest+}", "ANY /a/b", "GET /a/{x}"), method, path));
  }

  @Test
  void variablesHaveTheirValues() {
    RouteTable table = table("GET /channels/{channel}/files/{name+}");
    assertEquals(List.of(Map.of("channel", "c 1", "name", "a/b/c.txt")),
        table.select("GET", "/channels/c 1/files/a/b/c.txt").map(RouteTable.Match::pathParameters).stream().toList());
  }

  @Test
  void ownsWhatBeginsAsItsRoutesDo() {
    RouteTable table = table("GET /v1/pets");
    assertTrue(table.owns("/v1/unknown") && table.owns("/v1"));
    assertFalse(table.owns("/") || table.owns("/index.html"));
    assertTrue(table("$default").owns("/") && table("GET /{name}").owns("/index.html"));
    assertFalse(table().owns("/v1"));
  }
}
