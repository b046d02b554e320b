package chat.wire;

import chat.model.Limits;
import java.util.function.IntFunction;

/** How much of a list fits into one frame. */
public final class FrameFit {
  private FrameFit() {}

  /** The largest number of items, from 0 to {@code count}, with which the event stays within a frame. */
  public static int most(int count, IntFunction<ServerEvent> eventWith) {
    int fits = 0;
    int tooMany = count + 1;
    int next = count;
    while (tooMany - fits > 1) {
      if (WireCodec.bytes(WireCodec.encode(eventWith.apply(next))) <= Limits.FRAME_BYTES) {
        fits = next;
      } else {
        tooMany = next;
      }
      next = (fits + tooMany) / 2;
    }
    return fits;
  }
}
