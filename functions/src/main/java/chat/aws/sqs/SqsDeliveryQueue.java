package chat.aws.sqs;

import chat.delivery.DeliveryOrder;
import chat.delivery.DeliveryQueue;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Chunks on the one queue, what is done later on the other: so retries never stand before fresh messages. Most
 * functions never need them, so each is made when it is.
 */
public final class SqsDeliveryQueue implements DeliveryQueue {
  private final Supplier<SqsQueue> chunks;
  private final Supplier<SqsQueue> later;

  public SqsDeliveryQueue(Supplier<SqsQueue> chunks, Supplier<SqsQueue> later) {
    this.chunks = chunks;
    this.later = later;
  }

  @Override
  public void put(List<DeliveryOrder.Chunk> orders) {
    chunks.get().send(orders.stream().map(DeliveryOrderJson::encode).toList(), Duration.ZERO);
  }

  @Override
  public void put(List<? extends DeliveryOrder> orders, Duration delay) {
    later.get().send(orders.stream().map(DeliveryOrderJson::encode).toList(), delay);
  }
}
