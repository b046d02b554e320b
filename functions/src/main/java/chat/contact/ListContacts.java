package chat.contact;

import chat.model.Contact;
import chat.model.Limits;
import chat.model.Profile;
import chat.model.UserId;
import chat.people.Profiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A user's contacts, requests and blocks, with what those people tell of themselves. */
public final class ListContacts {
  private final Contacts contacts;
  private final Profiles profiles;

  public ListContacts(Contacts contacts, Profiles profiles) {
    this.contacts = contacts;
    this.profiles = profiles;
  }

  /** {@code profile}: empty for those who tell nothing of themselves, or who are gone. */
  public record Known(Contact contact, Optional<Profile> profile) {}

  /** {@code next}: the user after whom the next page begins, if there may be one. */
  public record Page(List<Known> people, Optional<UserId> next) {}

  /** By user id, perhaps fewer than fit into a page. */
  public Page list(UserId userId, @Nullable UserId after) {
    Contacts.Page page = contacts.page(userId, after, Limits.CONTACTS_PAGE);
    List<Contact> shown = page.contacts().stream().filter(Contact::isShown).toList();
    Map<UserId, Profile> found = shown.isEmpty()
        ? Map.of()
        : profiles.find(shown.stream().map(Contact::otherId).toList());
    return new Page(shown.stream()
        .map(contact -> new Known(contact, Optional.ofNullable(found.get(contact.otherId())))).toList(), page.next());
  }
}
