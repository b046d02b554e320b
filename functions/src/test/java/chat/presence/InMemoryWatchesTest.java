package chat.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.model.UserId;
import chat.presence.InMemoryWatches.Watch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryWatchesTest extends WatchesContract {
  private final InMemoryWatches watches = new InMemoryWatches();

  @Override
  protected Watches watches() {
    return watches;
  }

  @Override
  protected List<Change> changes() {
    return watches.drain().stream().map(watch -> new Change(watch.watcher(), watch.watched())).toList();
  }

  @Test
  void showsAllThatThereIs() {
    UserId alice = new UserId("alice");
    UserId bob = new UserId("bob");
    watches.pair(alice, 3, Map.of(bob, 5L));
    assertEquals(Map.of(new Watch(alice, bob), 5L, new Watch(bob, alice), 3L), watches.all());
  }
}
