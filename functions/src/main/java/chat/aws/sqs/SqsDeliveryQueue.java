package chat.aws.sqs;

import chat.delivery.DeliveryOrder;
import chat.delivery.DeliveryQueue;
import java.time.Duration;
import java.util.List;

/** Chunks on the one queue, what is done later on the other: so retries never stand before fresh messages. */
public final class SqsDeliveryQueue implements DeliveryQueue {
  private final SqsQueue chunks;
  private final SqsQueue later;

  public SqsDeliveryQueue(SqsQueue chunks, SqsQueue later) {
    this.chunks = chunks;
    this.later = later;
  }

  @Override
  public void put(List<DeliveryOrder.Chunk> orders) {
    chunks.send(orders.stream().map(DeliveryOrderJson::encode).toList(), Duration.ZERO);
  }

  @Override
  public void put(List<? extends DeliveryOrder> orders, Duration delay) {
    later.send(orders.stream().map(DeliveryOrderJson::encode).toList(), delay);
  }
}
