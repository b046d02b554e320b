package chat.contact;

import chat.model.Contact;
import chat.model.Profile;
import chat.model.UserId;
import chat.people.Profiles;
import java.util.List;
import java.util.Optional;

/** What a user sees of another. A block changes nothing of it, for that would tell. */
public final class FindPerson {
  private final Profiles profiles;
  private final Contacts contacts;

  public FindPerson(Profiles profiles, Contacts contacts) {
    this.profiles = profiles;
    this.contacts = contacts;
  }

  /** {@code contact}: empty for oneself. */
  public record Person(Profile profile, Optional<Contact> contact) {}

  /** Empty for those who tell nothing of themselves, who are gone, or who never were: they look the same. */
  public Optional<Person> find(UserId viewer, UserId userId) {
    return profiles.find(userId).map(profile -> new Person(profile, viewer.equals(userId)
        ? Optional.empty()
        : Optional.of(contacts.find(viewer, List.of(userId)).getOrDefault(userId, Contact.none(viewer, userId)))));
  }
}
