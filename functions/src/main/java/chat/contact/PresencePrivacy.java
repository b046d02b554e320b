package chat.contact;

import chat.model.Contact;
import chat.model.Presence;
import chat.model.Reach;
import chat.model.Sighting;
import chat.model.UserId;
import chat.presence.Sight;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows a user to those to whom they show themself, and never across a block. Who hides from all sees nobody. */
public final class PresencePrivacy implements Sight {
  /** What one look into the contacts takes. */
  private static final int BATCH = 100;

  private final Contacts contacts;

  public PresencePrivacy(Contacts contacts) {
    this.contacts = contacts;
  }

  @Override
  public Map<UserId, Sighting> seen(Presence viewer, Collection<Presence> others, Instant now) {
    UserId viewerId = viewer.userId();
    Map<UserId, Sighting> seen = new HashMap<>();
    List<Presence> strangers = others.stream().filter(other -> !other.userId().equals(viewerId)).toList();
    if (strangers.size() < others.size()) {
      seen.put(viewerId, viewer.sightingAt(now));
    }
    for (int start = 0; start < strangers.size(); start += BATCH) {
      List<Presence> some = strangers.subList(start, Math.min(start + BATCH, strangers.size()));
      Map<UserId, Contact> known = contacts.find(viewerId, some.stream().map(Presence::userId).toList());
      some.stream()
          .filter(other -> isSeen(viewer, other,
              known.getOrDefault(other.userId(), Contact.none(viewerId, other.userId()))))
          .forEach(other -> seen.put(other.userId(), other.sightingAt(now)));
    }
    return seen;
  }

  /** Whether two who are each other's contacts are told of one another. */
  public static boolean isShared(Presence one, Presence other, Contact contact) {
    return contact.isMutual() && isSeen(one, other, contact) && isSeen(other, one, contact);
  }

  private static boolean isSeen(Presence viewer, Presence other, Contact contact) {
    return viewer.seenBy() != Reach.NOBODY && !contact.isApart() && switch (other.seenBy()) {
      case EVERYONE -> true;
      case CONTACTS -> contact.isMutual();
      case NOBODY -> false;
    };
  }
}
