package chat.aws.sqs;

import chat.presence.PresenceOrder;
import chat.presence.PresenceQueue;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Work on presence on its queue. Most frames put nothing there, so the queue is made when it is needed. */
public final class SqsPresenceQueue implements PresenceQueue {
  private final Supplier<SqsQueue> queue;

  public SqsPresenceQueue(Supplier<SqsQueue> queue) {
    this.queue = queue;
  }

  @Override
  public void put(List<? extends PresenceOrder> orders, Duration delay) {
    queue.get().send(orders.stream().map(PresenceOrderJson::encode).toList(), delay);
  }
}
