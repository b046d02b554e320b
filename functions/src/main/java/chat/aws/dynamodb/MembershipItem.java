package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondarySortKey;

import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/** A row of Memberships, also found by user. */
record MembershipItem(String channelId, String userId) {
  static final String BY_USER = "byUser";

  static final StaticImmutableTableSchema<MembershipItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(MembershipItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("channelId").getter(MembershipItem::channelId)
          .setter((b, value) -> b.channelId = value).tags(primaryPartitionKey(), secondarySortKey(BY_USER)))
      .addAttribute(String.class, a -> a.name("userId").getter(MembershipItem::userId)
          .setter((b, value) -> b.userId = value).tags(primarySortKey(), secondaryPartitionKey(BY_USER)))
      .build();

  static final class Builder {
    private String channelId = "";
    private String userId = "";

    private MembershipItem build() {
      return new MembershipItem(channelId, userId);
    }
  }
}
