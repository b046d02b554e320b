package chat.aws.dynamodb;

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
}
