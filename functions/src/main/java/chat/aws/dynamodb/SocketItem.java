package chat.aws.dynamodb;

import chat.model.DeviceId;
import chat.model.Socket;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A socket in a row of Presence. All times are milliseconds since 1970; {@code away} and {@code closed} are 1 or absent. */
record SocketItem(String device, long since, long shownUntil, @Nullable Integer away, @Nullable Integer closed) {

  static final StaticImmutableTableSchema<SocketItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(SocketItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class,
          a -> a.name("device").getter(SocketItem::device).setter((b, value) -> b.device = value))
      .addAttribute(Long.class, a -> a.name("since").getter(SocketItem::since).setter((b, value) -> b.since = value))
      .addAttribute(Long.class,
          a -> a.name("shownUntil").getter(SocketItem::shownUntil).setter((b, value) -> b.shownUntil = value))
      .addAttribute(Integer.class, a -> a.name("away").getter(SocketItem::away).setter((b, value) -> b.away = value))
      .addAttribute(Integer.class,
          a -> a.name("closed").getter(SocketItem::closed).setter((b, value) -> b.closed = value))
      .build();

  static SocketItem of(Socket socket) {
    return new SocketItem(socket.device().value(), socket.since().toEpochMilli(), socket.shownUntil().toEpochMilli(),
        socket.away() ? 1 : null, socket.closed() ? 1 : null);
  }

  Socket toSocket() {
    return new Socket(new DeviceId(device), Instant.ofEpochMilli(since), Instant.ofEpochMilli(shownUntil), away != null,
        closed != null);
  }

  AttributeValue toValue() {
    return AttributeValue.fromM(Map.copyOf(SCHEMA.itemToMap(this, true)));
  }

  static final class Builder {
    private String device = "";
    private long since;
    private long shownUntil;
    private @Nullable Integer away;
    private @Nullable Integer closed;

    private SocketItem build() {
      return new SocketItem(device, since, shownUntil, away, closed);
    }
  }
}
