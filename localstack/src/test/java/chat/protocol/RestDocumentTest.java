package chat.protocol;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.Limits;
import chat.model.Membership;
import chat.protocol.RestDocument.Operation;
import chat.topology.HttpRoute;
import chat.topology.Topology;
import chat.wire.ErrorCode;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document of the REST API says what the topology has, and in the words of the code. */
class RestDocumentTest {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
  /** What any route may be answered with: by the gateway, and for reasons that have nothing to do with what it is for. */
  private static final Set<Integer> ANYWHERE = Set.of(400, 401, 403, 429, 500, 503);

  private final RestDocument document;

  RestDocumentTest() throws IOException {
    document = RestDocument.read();
  }

  @Test
  void theOperationsAreTheRoutes() {
    Set<String> routes = Topology.HTTP_ROUTES.stream().filter(route -> !route.path().contains("{path+}"))
        .map(HttpRoute::key).collect(toCollection(TreeSet::new));
    assertEquals(routes, document.operations().stream().map(Operation::key).collect(toCollection(TreeSet::new)));
  }

  @Test
  void everyRouteWantsAToken() {
    assertTrue(Topology.HTTP_ROUTES.stream().allMatch(HttpRoute::authorized));
    assertEquals("[{\"token\":[]}]", document.root().get("security").toString());
    assertTrue(document.operations().stream().noneMatch(operation -> operation.json().has("security")));
  }

  @Test
  void everyVariableOfAPathIsDescribed() {
    for (Operation operation : document.operations()) {
      assertEquals(
          VARIABLE.matcher(operation.key()).results().map(variable -> variable.group(1))
              .collect(toCollection(TreeSet::new)),
          document.parameters(operation, "path"), operation.key());
    }
  }

  @Test
  void everyOperationSaysWhatMayComeAnyway() {
    for (Operation operation : document.operations()) {
      assertTrue(operation.statuses().containsAll(ANYWHERE), operation.key());
      assertEquals(operation.hasBody(), operation.statuses().containsAll(Set.of(413, 415)), operation.key());
      assertEquals(operation.hasBody(), !operation.bodies().isEmpty(), operation.key());
    }
  }

  @Test
  void pagesOfACredibleOriginMaySendEveryHeader() {
    Set<String> headers = document.operations().stream()
        .flatMap(operation -> document.parameters(operation, "header").stream()).collect(toSet());
    assertEquals(Set.of("Idempotency-Key"), headers);
    assertTrue(Topology.CORS_HEADERS.containsAll(Set.of("idempotency-key", "authorization", "content-type")));
  }

  @Test
  void theCodesAreThoseOfTheSocket() {
    JsonNode code = document.resolve(document.root().at("/components/schemas/Problem/properties/code"));
    assertEquals(Arrays.stream(ErrorCode.values()).map(Enum::name).toList(),
        code.get("enum").valueStream().map(JsonNode::textValue).toList());
  }

  @Test
  void theLimitsAreThoseOfTheCode() {
    assertEquals(Limits.HISTORY_PAGE, document.root().at("/components/parameters/Limit/schema/maximum").intValue());
    assertEquals(Limits.MEMBERS_PAGE,
        document.root().at("/components/schemas/Members/properties/members/maxItems").intValue());
    assertEquals(Limits.SYNC_PAGE,
        document.root().at("/components/schemas/Channels/properties/channels/maxItems").intValue());
    assertEquals(Limits.ADDED_MEMBERS,
        document.root().at("/components/schemas/AddedUsers/properties/users/maxItems").intValue());
    assertEquals(Membership.FOR_EVER.toEpochMilli(),
        document.root().at("/components/schemas/Mute/properties/until/maximum").longValue());
    List<String> texts = List.of(document.root().at("/info/description").textValue(),
        document.root().at("/components/responses/TooLarge/description").textValue());
    assertTrue(texts.getFirst().contains("no more than " + Limits.ASSUMED_BEHIND + " entries"));
    assertTrue(texts.getLast().contains("%,d".formatted(Limits.BODY_BYTES)));
  }
}
