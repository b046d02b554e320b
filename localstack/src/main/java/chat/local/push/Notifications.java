package chat.local.push;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest notifications. */
public final class Notifications {
  static final int KEPT = 1_000;

  private final Deque<Notification> newestFirst = new ArrayDeque<>();

  Notifications() {}

  synchronized void add(Notification notification) {
    newestFirst.addFirst(notification);
    if (newestFirst.size() > KEPT) {
      newestFirst.removeLast();
    }
  }

  /** At most 1,000, the newest first. */
  public synchronized List<Notification> newestFirst() {
    return List.copyOf(newestFirst);
  }
}
