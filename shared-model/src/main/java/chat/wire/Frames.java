package chat.wire;

import chat.model.Limits;
import chat.model.Message;
import java.util.ArrayList;
import java.util.List;

/** Messages that are ready together share frames: a frame is the dearest part of a message. */
public final class Frames {
  private Frames() {}

  /** A frame of {@code count} messages. */
  public record MessageFrame(String text, int count) {}

  /** As few frames as hold the messages, in their order. A frame's size is that of its parts, for JSON adds no more. */
  public static List<MessageFrame> of(List<Message> messages) {
    int empty = WireCodec.bytes(WireCodec.encode(new ServerEvent.Delivered(List.of())));
    List<MessageFrame> frames = new ArrayList<>();
    int start = 0;
    int size = empty;
    for (int index = 0; index < messages.size(); index++) {
      int bytes = WireCodec.bytes(MessageJson.encode(messages.get(index)));
      int comma = index > start ? 1 : 0;
      if (index > start && size + comma + bytes > Limits.FRAME_BYTES) {
        frames.add(frame(messages.subList(start, index)));
        start = index;
        size = empty;
        comma = 0;
      }
      size += comma + bytes;
    }
    if (start < messages.size()) {
      frames.add(frame(messages.subList(start, messages.size())));
    }
    return frames;
  }

  private static MessageFrame frame(List<Message> messages) {
    return new MessageFrame(WireCodec.encode(new ServerEvent.Delivered(messages)), messages.size());
  }
}
