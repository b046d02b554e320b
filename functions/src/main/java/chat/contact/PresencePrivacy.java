package chat.contact;

import chat.model.Contact;
import chat.model.Presence;
import chat.model.UserId;
import chat.presence.Sight;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows a user to those to whom they show themself, and never across a block. */
public final class PresencePrivacy implements Sight {
  private final Contacts contacts;

  public PresencePrivacy(Contacts contacts) {
    this.contacts = contacts;
  }

  @Override
  public Set<UserId> seen(UserId viewer, Collection<Presence> others) {
    if (others.isEmpty()) {
      return Set.of();
    }
    Map<UserId, Contact> known = contacts.glance(viewer, others.stream().map(Presence::userId).toList());
    return others.stream()
        .filter(other -> isSeen(other, known.getOrDefault(other.userId(), Contact.none(viewer, other.userId()))))
        .map(Presence::userId).collect(Collectors.toSet());
  }

  private static boolean isSeen(Presence other, Contact contact) {
    return !contact.isApart() && switch (other.seenBy()) {
      case EVERYONE -> true;
      case CONTACTS -> contact.isMutual();
      case NOBODY -> false;
    };
  }
}
