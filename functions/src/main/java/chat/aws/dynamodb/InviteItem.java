package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import chat.model.ChannelId;
import chat.model.Invite;
import chat.model.InviteCode;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/** A row of Invites. {@code expiresAt} is seconds since 1970, as DynamoDB's time to live wants it. */
record InviteItem(String channelId, String secret, long expiresAt, int uses) {

  static final StaticImmutableTableSchema<InviteItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(InviteItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("channelId").getter(InviteItem::channelId)
          .setter((b, value) -> b.channelId = value).tags(primaryPartitionKey()))
      .addAttribute(String.class, a -> a.name("secret").getter(InviteItem::secret)
          .setter((b, value) -> b.secret = value).tags(primarySortKey()))
      .addAttribute(Long.class,
          a -> a.name("expiresAt").getter(InviteItem::expiresAt).setter((b, value) -> b.expiresAt = value))
      .addAttribute(Integer.class, a -> a.name("uses").getter(InviteItem::uses).setter((b, value) -> b.uses = value))
      .build();

  static InviteItem of(Invite invite) {
    return new InviteItem(invite.code().channelId().value(), invite.code().secret(),
        invite.expiresAt().getEpochSecond(), invite.uses());
  }

  Invite toInvite() {
    return new Invite(new InviteCode(new ChannelId(channelId), secret), Instant.ofEpochSecond(expiresAt), uses);
  }

  static final class Builder {
    private String channelId = "";
    private String secret = "";
    private long expiresAt;
    private int uses;

    private InviteItem build() {
      return new InviteItem(channelId, secret, expiresAt, uses);
    }
  }
}
