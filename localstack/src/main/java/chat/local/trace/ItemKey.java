package chat.local.trace;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The key of an item as one text, such as {@code channelId=d.HLF seq=12}: the same in a write and in its record. */
public final class ItemKey {
  private ItemKey() {}

  public static String of(Map<String, AttributeValue> key) {
    return new TreeMap<>(key).entrySet().stream().map(part -> part.getKey() + "=" + text(part.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String text(AttributeValue value) {
    return value.s() == null ? String.valueOf(value.n()) : value.s();
  }
}
