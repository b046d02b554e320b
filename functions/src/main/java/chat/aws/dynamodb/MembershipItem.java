package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondarySortKey;

import chat.model.ChannelId;
import chat.model.Membership;
import chat.model.Role;
import chat.model.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/** A row of Memberships, also found by user. {@code leftSeq} is absent while the user is a member, {@code blocks} is 1 or
 * absent, {@code mutedUntil} in milliseconds, absent if it is not muted. */
record MembershipItem(String channelId, String userId, String role, long joinedSeq, long readableFrom,
    @Nullable Long leftSeq, long delivered, long read, @Nullable Integer blocks, @Nullable Long mutedUntil) {
  static final String BY_USER = "byUser";

  static final StaticImmutableTableSchema<MembershipItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(MembershipItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("channelId").getter(MembershipItem::channelId)
          .setter((b, value) -> b.channelId = value).tags(primaryPartitionKey(), secondarySortKey(BY_USER)))
      .addAttribute(String.class, a -> a.name("userId").getter(MembershipItem::userId)
          .setter((b, value) -> b.userId = value).tags(primarySortKey(), secondaryPartitionKey(BY_USER)))
      .addAttribute(String.class,
          a -> a.name("role").getter(MembershipItem::role).setter((b, value) -> b.role = value))
      .addAttribute(Long.class, a -> a.name("joinedSeq").getter(MembershipItem::joinedSeq)
          .setter((b, value) -> b.joinedSeq = value))
      .addAttribute(Long.class, a -> a.name("readableFrom").getter(MembershipItem::readableFrom)
          .setter((b, value) -> b.readableFrom = value))
      .addAttribute(Long.class,
          a -> a.name("leftSeq").getter(MembershipItem::leftSeq).setter((b, value) -> b.leftSeq = value))
      .addAttribute(Long.class, a -> a.name("delivered").getter(MembershipItem::delivered)
          .setter((b, value) -> b.delivered = value))
      .addAttribute(Long.class,
          a -> a.name("read").getter(MembershipItem::read).setter((b, value) -> b.read = value))
      .addAttribute(Integer.class,
          a -> a.name("blocks").getter(MembershipItem::blocks).setter((b, value) -> b.blocks = value))
      .addAttribute(Long.class, a -> a.name("mutedUntil").getter(MembershipItem::mutedUntil)
          .setter((b, value) -> b.mutedUntil = value))
      .build();

  static MembershipItem of(Membership membership) {
    return new MembershipItem(membership.channelId().value(), membership.userId().value(), membership.role().name(),
        membership.joinedSeq(), membership.readableFrom(), membership.isActive() ? null : membership.leftSeq(),
        membership.delivered(), membership.read(), membership.blocks() ? 1 : null,
        membership.mutedUntil().equals(Instant.EPOCH) ? null : membership.mutedUntil().toEpochMilli());
  }

  Membership toMembership() {
    return new Membership(new ChannelId(channelId), new UserId(userId), Role.valueOf(role), joinedSeq, readableFrom,
        leftSeq == null ? 0 : leftSeq, delivered, read, blocks != null,
        mutedUntil == null ? Instant.EPOCH : Instant.ofEpochMilli(mutedUntil));
  }

  static final class Builder {
    private String channelId = "";
    private String userId = "";
    private String role = "";
    private long joinedSeq;
    private long readableFrom;
    private @Nullable Long leftSeq;
    private long delivered;
    private long read;
    private @Nullable Integer blocks;
    private @Nullable Long mutedUntil;

    private MembershipItem build() {
      return new MembershipItem(channelId, userId, role, joinedSeq, readableFrom, leftSeq, delivered, read, blocks,
          mutedUntil);
    }
  }
}
