package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondarySortKey;

import chat.model.ChannelId;
import chat.model.Membership;
import chat.model.UserId;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/** A row of Memberships, also found by user. */
record MembershipItem(String channelId, String userId, long delivered, long read) {
  static final String BY_USER = "byUser";

  static final StaticImmutableTableSchema<MembershipItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(MembershipItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("channelId").getter(MembershipItem::channelId)
          .setter((b, value) -> b.channelId = value).tags(primaryPartitionKey(), secondarySortKey(BY_USER)))
      .addAttribute(String.class, a -> a.name("userId").getter(MembershipItem::userId)
          .setter((b, value) -> b.userId = value).tags(primarySortKey(), secondaryPartitionKey(BY_USER)))
      .addAttribute(Long.class, a -> a.name("delivered").getter(MembershipItem::delivered)
          .setter((b, value) -> b.delivered = value))
      .addAttribute(Long.class,
          a -> a.name("read").getter(MembershipItem::read).setter((b, value) -> b.read = value))
      .build();

  static MembershipItem of(Membership membership) {
    return new MembershipItem(membership.channelId().value(), membership.userId().value(), membership.delivered(),
        membership.read());
  }

  Membership toMembership() {
    return new Membership(new ChannelId(channelId), new UserId(userId), delivered, read);
  }

  static final class Builder {
    private String channelId = "";
    private String userId = "";
    private long delivered;
    private long read;

    private MembershipItem build() {
      return new MembershipItem(channelId, userId, delivered, read);
    }
  }
}
