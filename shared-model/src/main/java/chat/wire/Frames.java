package chat.wire;

import chat.model.Limits;
import chat.model.Message;
import chat.model.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is ready together shares frames, as few as hold it, in its order: a frame is the dearest part of a message. A
 * frame's size is that of its parts, for JSON adds no more.
 */
public final class Frames {
  private Frames() {}

  /** A frame of {@code count} messages. */
  public record MessageFrame(String text, int count) {}

  public static List<MessageFrame> of(List<Message> messages) {
    int empty = bytes(new ServerEvent.Delivered(List.of()));
    return cut(messages, message -> WireCodec.bytes(MessageJson.encode(message)), empty).stream()
        .map(part -> new MessageFrame(WireCodec.encode(new ServerEvent.Delivered(part)), part.size())).toList();
  }

  /** Each frame says the pace, if one is to be said: then there is a frame also without anybody in it. */
  public static List<String> presence(List<Sighting> users, @Nullable Duration nextHeartbeat) {
    ServerEvent nobody = new ServerEvent.PresenceChanged(List.of(), nextHeartbeat);
    if (users.isEmpty() && nextHeartbeat != null) {
      return List.of(WireCodec.encode(nobody));
    }
    return cut(users, WireCodec::bytes, bytes(nobody)).stream()
        .map(part -> WireCodec.encode(new ServerEvent.PresenceChanged(part, nextHeartbeat))).toList();
  }

  private static int bytes(ServerEvent event) {
    return WireCodec.bytes(WireCodec.encode(event));
  }

  /** {@code empty}: what a frame takes without items. An item that is larger than a frame gets one to itself. */
  private static <T> List<List<T>> cut(List<T> items, ToIntFunction<T> bytesOf, int empty) {
    List<List<T>> parts = new ArrayList<>();
    int start = 0;
    int size = empty;
    for (int index = 0; index < items.size(); index++) {
      int bytes = bytesOf.applyAsInt(items.get(index));
      int comma = index > start ? 1 : 0;
      if (index > start && size + comma + bytes > Limits.FRAME_BYTES) {
        parts.add(items.subList(start, index));
        start = index;
        size = empty;
        comma = 0;
      }
      size += comma + bytes;
    }
    if (start < items.size()) {
      parts.add(items.subList(start, items.size()));
    }
    return parts;
  }
}
