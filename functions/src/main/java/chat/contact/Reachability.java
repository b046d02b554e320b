package chat.contact;

import chat.identity.Accounts;
import chat.model.Account;
import chat.model.Contact;
import chat.model.Standing;
import chat.model.UserId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who may open a conversation with whom, and add whom to groups: neither blocks the other, and the other takes it from
 * everyone, or from contacts of whom the one is one. Whoever never came takes it from everyone.
 */
public final class Reachability {
  private final Contacts contacts;
  private final Accounts accounts;

  public Reachability(Contacts contacts, Accounts accounts) {
    this.contacts = contacts;
    this.accounts = accounts;
  }

  /** Those of these users whom the user reaches, in the same order; oneself always. At most 100 at once. */
  public Set<UserId> reached(UserId userId, Collection<UserId> others) {
    Set<UserId> reached = new LinkedHashSet<>(others);
    Set<UserId> strangers = new LinkedHashSet<>(others);
    strangers.remove(userId);
    if (!strangers.isEmpty()) {
      Map<UserId, Contact> known = contacts.find(userId, strangers);
      Map<UserId, Account> found = accounts.find(strangers);
      reached.removeIf(other -> strangers.contains(other)
          && !isOpen(known.getOrDefault(other, Contact.none(userId, other)),
              found.getOrDefault(other, Account.fresh(other))));
    }
    return reached;
  }

  private static boolean isOpen(Contact contact, Account account) {
    return !contact.isApart() && account.standing() != Standing.DELETED && switch (account.writers()) {
      case EVERYONE -> true;
      case CONTACTS -> contact.isMutual();
      case NOBODY -> false;
    };
  }
}
