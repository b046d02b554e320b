package chat.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.topology.Function.Operation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopologyTest {
  @Test
  void namesAreUnique() {
    List<String> names = Topology.FUNCTIONS.stream().map(Function::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size());
    List<String> keys = Topology.ROUTES.stream().map(Route::key).toList();
    assertEquals(keys.size(), new HashSet<>(keys).size());
    List<String> httpKeys = Topology.HTTP_ROUTES.stream().map(HttpRoute::key).toList();
    assertEquals(httpKeys.size(), new HashSet<>(httpKeys).size());
    List<String> queues = Stream
        .concat(Topology.QUEUES.stream().map(queue -> queue.nameIn("dev")),
            Topology.DEAD_LETTER_SOURCES.stream().map(source -> source.deadLettersIn("dev")))
        .toList();
    assertEquals(queues.size(), new HashSet<>(queues).size());
  }

  @Test
  void everythingThatIsReferredToIsListed() {
    Set<Function> used = Topology.ROUTES.stream().map(Route::function).collect(Collectors.toSet());
    Topology.HTTP_ROUTES.forEach(route -> used.add(route.function()));
    Topology.STREAM_SOURCES.forEach(source -> used.add(source.function()));
    Topology.QUEUE_SOURCES.forEach(source -> used.add(source.function()));
    used.add(Topology.AUTHORIZER);
    used.add(Topology.SUSPEND);
    assertEquals(Set.copyOf(Topology.FUNCTIONS), used);
    assertTrue(Topology.FUNCTIONS.stream().flatMap(function -> function.access().stream())
        .allMatch(access -> Topology.TABLES.contains(access.table())));
    assertTrue(Topology.STREAM_SOURCES.stream().allMatch(source -> source.table().stream()));
  }

  @Test
  void everyQueueIsReadOnceAndSentTo() {
    List<Queue> read = Topology.QUEUE_SOURCES.stream().map(QueueSource::queue).toList();
    assertEquals(Topology.QUEUES, read);
    assertEquals(Set.copyOf(Topology.QUEUES),
        Topology.FUNCTIONS.stream().flatMap(function -> function.sendsTo().stream()).collect(Collectors.toSet()));
  }

  @Test
  void everyActionMayNoteASignOfLife() {
    Topology.ROUTES.stream().filter(route -> !route.key().startsWith("$")).map(Route::function).forEach(function -> {
      assertTrue(operations(function, Topology.PRESENCE).containsAll(
          Set.of(Operation.BATCH_GET, Operation.PUT, Operation.UPDATE)), function.name());
      assertTrue(operations(function, Topology.WATCHES).contains(Operation.QUERY), function.name());
      assertTrue(function.sendsTo().contains(Topology.PRESENCE_QUEUE), function.name());
    });
  }

  private static Set<Operation> operations(Function function, Table table) {
    return function.access().stream().filter(access -> access.table().equals(table))
        .flatMap(access -> access.operations().stream()).collect(Collectors.toSet());
  }

  @Test
  void whatIsGrantedOnATableStandsTogether() {
    for (Function function : Topology.FUNCTIONS) {
      List<Table> tables = function.access().stream().map(Function.TableAccess::table).toList();
      assertEquals(tables.size(), new HashSet<>(tables).size(), function.name());
      assertEquals(function.sendsTo().size(), new HashSet<>(function.sendsTo()).size(), function.name());
    }
  }

  @Test
  void whatIsBeingHandledStaysHidden() {
    for (QueueSource source : Topology.QUEUE_SOURCES) {
      Duration least = source.function().timeout().multipliedBy(6);
      assertTrue(source.queue().visibilityTimeout().compareTo(least) >= 0, source.queue().name());
    }
  }

  @Test
  void noStreamHasMoreReadersThanDynamoDbServes() {
    Map<Table, Long> readers = Topology.STREAM_SOURCES.stream()
        .collect(Collectors.groupingBy(StreamSource::table, Collectors.counting()));
    readers.forEach((table, count) -> assertTrue(count <= 2, table.name()));
  }
}
