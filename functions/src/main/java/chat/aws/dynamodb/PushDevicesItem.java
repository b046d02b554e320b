package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;

import chat.model.DeviceId;
import chat.model.PushDevice;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/** A row of Devices: a user's, each by its device id. */
record PushDevicesItem(String userId, Map<String, PushDeviceItem> devices) {

  static final StaticImmutableTableSchema<PushDevicesItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(PushDevicesItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("userId").getter(PushDevicesItem::userId)
          .setter((b, value) -> b.userId = value).tags(primaryPartitionKey()))
      .addAttribute(EnhancedType.mapOf(EnhancedType.of(String.class),
          EnhancedType.documentOf(PushDeviceItem.class, PushDeviceItem.SCHEMA, nested -> nested.ignoreNulls(true))),
          a -> a.name("devices").getter(PushDevicesItem::devices).setter((b, value) -> b.devices = value))
      .build();

  List<PushDevice> toDevices() {
    return devices.entrySet().stream().map(entry -> entry.getValue().toDevice(new DeviceId(entry.getKey())))
        .sorted(Comparator.comparing(device -> device.device().value())).toList();
  }

  static final class Builder {
    private String userId = "";
    private Map<String, PushDeviceItem> devices = Map.of();

    private PushDevicesItem build() {
      return new PushDevicesItem(userId, devices);
    }
  }
}
