package chat.aws.sqs;

import chat.push.PushOrder;
import chat.push.PushQueue;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Push orders on their queue, which is made when it is first needed. */
public final class SqsPushQueue implements PushQueue {
  private final Supplier<SqsQueue> queue;

  public SqsPushQueue(Supplier<SqsQueue> queue) {
    this.queue = queue;
  }

  @Override
  public void put(List<PushOrder> orders, Duration delay) {
    queue.get().send(orders.stream().map(PushOrderJson::encode).toList(), delay);
  }
}
