package chat.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopologyTest {
  @Test
  void namesAreUnique() {
    List<String> names = Topology.FUNCTIONS.stream().map(Function::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size());
    List<String> keys = Topology.ROUTES.stream().map(Route::key).toList();
    assertEquals(keys.size(), new HashSet<>(keys).size());
  }

  @Test
  void everythingThatIsReferredToIsListed() {
    Set<Function> used = Topology.ROUTES.stream().map(Route::function).collect(Collectors.toSet());
    Topology.STREAM_SOURCES.forEach(source -> used.add(source.function()));
    used.add(Topology.AUTHORIZER);
    assertEquals(Set.copyOf(Topology.FUNCTIONS), used);
    assertTrue(Topology.FUNCTIONS.stream().flatMap(function -> function.access().stream())
        .allMatch(access -> Topology.TABLES.contains(access.table())));
    assertTrue(Topology.STREAM_SOURCES.stream().allMatch(source -> source.table().stream()));
  }
}
