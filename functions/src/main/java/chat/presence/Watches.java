package chat.presence;

import chat.model.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of whom: contacts watch each other while both are online, so there are two rows of a pair or none. Each row
 * that comes, changes or goes is streamed, in order for each watcher; what was lost on the way is made good by the next
 * change.
 */
public interface Watches {
  /** The others whom the user watches and by whom they are watched, in the order of their ids; strongly consistent. */
  List<UserId> of(UserId userId, Range range, int limit);

  /** Ids above {@code after}, up to {@code upTo}. */
  record Range(@Nullable UserId after, @Nullable UserId upTo) {
    public static final Range ALL = new Range(null, null);
  }

  /** Whether anybody watches the user; may lag by a moment. */
  boolean isWatched(UserId userId);

  /** Both rows with each of the others. The versions are the orders of the sightings. */
  void pair(UserId userId, long version, Map<UserId, Long> others);

  /** Tells those who watch the user, and have not been told of this version or a later one. */
  void show(UserId userId, long version, Collection<UserId> watchers);

  /** Takes both rows with each of the others away, the user's own last: whoever fails half way finds them again. */
  void part(UserId userId, Collection<UserId> others);
}
