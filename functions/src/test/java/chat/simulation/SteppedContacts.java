package chat.simulation;

import chat.contact.Contacts;
import chat.contact.Pair;
import chat.model.Contact;
import chat.model.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Contacts as functions reach them. */
final class SteppedContacts implements Contacts {
  private final Steps steps;
  private final Tables tables;

  SteppedContacts(Steps steps, Tables tables) {
    this.steps = steps;
    this.tables = tables;
  }

  @Override
  public Pair change(UserId userId, UserId otherId, UnaryOperator<Pair> step) {
    return steps.call("change a pair of contacts", () -> tables.contacts.change(userId, otherId, step));
  }

  @Override
  public Map<UserId, Contact> find(UserId userId, Collection<UserId> others) {
    return steps.call("find contacts", () -> tables.contacts.find(userId, others));
  }

  @Override
  public Map<UserId, Contact> glance(UserId userId, Collection<UserId> others) {
    return steps.call("glance at contacts", () -> tables.contacts.glance(userId, others));
  }

  @Override
  public Page page(UserId userId, @Nullable UserId after, int limit) {
    return steps.call("read a page of contacts", () -> tables.contacts.page(userId, after, limit));
  }

  @Override
  public int count(UserId userId) {
    return steps.call("count contacts", () -> tables.contacts.count(userId));
  }
}
