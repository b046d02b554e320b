package chat.aws.dynamodb;

import chat.model.DeviceId;
import chat.model.Socket;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A socket in a row of Presence. {@code since} is milliseconds since 1970. */
record SocketItem(String device, long since) {

  static final StaticImmutableTableSchema<SocketItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(SocketItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class,
          a -> a.name("device").getter(SocketItem::device).setter((b, value) -> b.device = value))
      .addAttribute(Long.class, a -> a.name("since").getter(SocketItem::since).setter((b, value) -> b.since = value))
      .build();

  static SocketItem of(Socket socket) {
    return new SocketItem(socket.device().value(), socket.since().toEpochMilli());
  }

  Socket toSocket() {
    return new Socket(new DeviceId(device), Instant.ofEpochMilli(since));
  }

  AttributeValue toValue() {
    return AttributeValue.fromM(Map.copyOf(SCHEMA.itemToMap(this, true)));
  }

  static final class Builder {
    private String device = "";
    private long since;

    private SocketItem build() {
      return new SocketItem(device, since);
    }
  }
}
