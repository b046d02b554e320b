package chat.contact;

import static java.util.stream.Collectors.toMap;

import chat.model.Contact;
import chat.model.Contact.State;
import chat.model.UserId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Contacts in memory. */
public final class InMemoryContacts implements Contacts {
  private final Map<UserId, NavigableMap<UserId, Contact>> contacts = new HashMap<>();

  private NavigableMap<UserId, Contact> of(UserId userId) {
    return contacts.computeIfAbsent(userId, _ -> new TreeMap<>(Comparator.comparing(UserId::value)));
  }

  @Override
  public synchronized Pair change(UserId userId, UserId otherId, UnaryOperator<Pair> step) {
    Pair after = step.apply(new Pair(get(userId, otherId), get(otherId, userId)));
    put(after.own());
    put(after.others());
    return after;
  }

  private Contact get(UserId userId, UserId otherId) {
    return of(userId).getOrDefault(otherId, Contact.none(userId, otherId));
  }

  private void put(Contact contact) {
    if (contact.isNothing()) {
      of(contact.userId()).remove(contact.otherId());
    } else {
      of(contact.userId()).put(contact.otherId(), contact);
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
    NavigableMap<UserId, Contact> all = of(userId);
    List<Contact> rows = (after == null ? all : all.tailMap(after, false)).values().stream().limit(limit).toList();
    return new Page(rows, rows.size() == limit ? Optional.of(rows.getLast().otherId()) : Optional.empty());
  }

  @Override
  public synchronized int count(UserId userId) {
    return (int) of(userId).values().stream()
        .filter(contact -> contact.state() == State.OUTGOING || contact.state() == State.ACCEPTED).count();
  }
}
