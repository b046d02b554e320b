package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import chat.model.Contact;
import chat.model.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/**
 * A row of Contacts; none where there is nothing. {@code blocked} and {@code blockedByOther} are 1 or absent;
 * {@code since} is milliseconds since 1970.
 */
record ContactItem(String userId, String otherId, String state, @Nullable Integer blocked,
    @Nullable Integer blockedByOther, long since) {

  static final StaticImmutableTableSchema<ContactItem, Builder> SCHEMA = StaticImmutableTableSchema
      .builder(ContactItem.class, Builder.class).newItemBuilder(Builder::new, Builder::build)
      .addAttribute(String.class, a -> a.name("userId").getter(ContactItem::userId)
          .setter((b, value) -> b.userId = value).tags(primaryPartitionKey()))
      .addAttribute(String.class, a -> a.name("otherId").getter(ContactItem::otherId)
          .setter((b, value) -> b.otherId = value).tags(primarySortKey()))
      .addAttribute(String.class, a -> a.name("state").getter(ContactItem::state).setter((b, value) -> b.state = value))
      .addAttribute(Integer.class,
          a -> a.name("blocked").getter(ContactItem::blocked).setter((b, value) -> b.blocked = value))
      .addAttribute(Integer.class, a -> a.name("blockedByOther").getter(ContactItem::blockedByOther)
          .setter((b, value) -> b.blockedByOther = value))
      .addAttribute(Long.class, a -> a.name("since").getter(ContactItem::since).setter((b, value) -> b.since = value))
      .build();

  static ContactItem of(Contact contact) {
    return new ContactItem(contact.userId().value(), contact.otherId().value(), contact.state().name(),
        contact.blocked() ? 1 : null, contact.blockedByOther() ? 1 : null, contact.since().toEpochMilli());
  }

  Contact toContact() {
    return new Contact(new UserId(userId), new UserId(otherId), Contact.State.valueOf(state), blocked != null,
        blockedByOther != null, Instant.ofEpochMilli(since));
  }

  static final class Builder {
    private String userId = "";
    private String otherId = "";
    private String state = "";
    private @Nullable Integer blocked;
    private @Nullable Integer blockedByOther;
    private long since;

    private ContactItem build() {
      return new ContactItem(userId, otherId, state, blocked, blockedByOther, since);
    }
  }
}
