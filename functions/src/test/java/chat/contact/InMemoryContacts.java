package chat.contact;

import static java.util.stream.Collectors.toMap;

import chat.model.Contact;
import chat.model.Contact.State;
import chat.model.UserId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Contacts in memory. */
public final class InMemoryContacts implements Contacts {
  private final Map<Key, Contact> contacts = new TreeMap<>(Comparator
      .<Key, String>comparing(key -> key.userId().value()).thenComparing(key -> key.otherId().value()));

  /** Whose contact who is. */
  private record Key(UserId userId, UserId otherId) {}

  @Override
  public synchronized Pair change(UserId userId, UserId otherId, UnaryOperator<Pair> step) {
    Pair after = step.apply(new Pair(get(userId, otherId), get(otherId, userId)));
    put(after.own());
    put(after.others());
    return after;
  }

  private Contact get(UserId userId, UserId otherId) {
    return contacts.getOrDefault(new Key(userId, otherId), Contact.none(userId, otherId));
  }

  private void put(Contact contact) {
    Key key = new Key(contact.userId(), contact.otherId());
    if (contact.isNothing()) {
      contacts.remove(key);
    } else {
      contacts.put(key, contact);
    }
  }

  @Override
  public synchronized Map<UserId, Contact> find(UserId userId, Collection<UserId> others) {
    return others.stream().map(other -> get(userId, other)).filter(contact -> !contact.isNothing())
        .collect(toMap(Contact::otherId, Function.identity()));
  }

  @Override
  public Map<UserId, Contact> glance(UserId userId, Collection<UserId> others) {
    return find(userId, others);
  }

  @Override
  public synchronized Page page(UserId userId, @Nullable UserId after, int limit) {
    List<Contact> rows = contacts.values().stream().filter(contact -> contact.userId().equals(userId))
        .filter(contact -> after == null || contact.otherId().value().compareTo(after.value()) > 0).limit(limit)
        .toList();
    return new Page(rows, rows.size() == limit ? Optional.of(rows.getLast().otherId()) : Optional.empty());
  }

  @Override
  public synchronized int count(UserId userId) {
    return (int) contacts.values().stream().filter(contact -> contact.userId().equals(userId))
        .filter(contact -> contact.state() == State.OUTGOING || contact.state() == State.ACCEPTED).count();
  }
}
