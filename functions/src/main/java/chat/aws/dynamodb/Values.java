package chat.aws.dynamodb;

import chat.model.ChannelId;
import chat.model.UserId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute values for the few updates that a mapped item cannot express. */
final class Values {
  private Values() {}

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  static Map<String, AttributeValue> channelKey(ChannelId channelId) {
    return Map.of("channelId", text(channelId.value()));
  }

  static Map<String, AttributeValue> membershipKey(ChannelId channelId, UserId userId) {
    return Map.of("channelId", text(channelId.value()), "userId", text(userId.value()));
  }
}
