package chat.contact;

import chat.model.Contact;
import chat.model.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What people are to each other. Both sides of a pair always change as one. */
public interface Contacts {
  /**
   * Changes both sides at once, decided on what they are at that very moment; {@code step} may be asked more than once.
   *
   * @return what they have become
   */
  Pair change(UserId userId, UserId otherId, UnaryOperator<Pair> step);

  /** What these others are to the user, without those who are nothing; at most 100 at once; strongly consistent. */
  Map<UserId, Contact> find(UserId userId, Collection<UserId> others);

  /** The same for half the price; may lag by a moment. */
  Map<UserId, Contact> glance(UserId userId, Collection<UserId> others);

  /** With user ids above {@code after}, in their order; also those whom the user may not see. May lag by a moment. */
  Page page(UserId userId, @Nullable UserId after, int limit);

  /** {@code next}: the user after whom the next page begins, if there may be one. */
  record Page(List<Contact> contacts, Optional<UserId> next) {}

  /** How many the user has asked or accepted; may lag by a moment. */
  int count(UserId userId);
}
