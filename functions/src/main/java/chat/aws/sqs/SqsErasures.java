package chat.aws.sqs;

import chat.erasure.Erasure;
import chat.erasure.Erasures;
import java.time.Duration;
import java.util.List;

/** Erasures on their queue. */
public final class SqsErasures implements Erasures {
  private final SqsQueue queue;

  public SqsErasures(SqsQueue queue) {
    this.queue = queue;
  }

  @Override
  public void put(Erasure erasure, Duration delay) {
    queue.send(List.of(ErasureJson.encode(erasure)), delay);
  }
}
