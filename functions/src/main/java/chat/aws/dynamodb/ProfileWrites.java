package chat.aws.dynamodb;

import chat.model.Handle;
import chat.model.Profile;
import chat.model.UserId;
import chat.people.Profiles;
import chat.people.SearchTerms;
import chat.topology.Topology;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The writes of one transaction: a profile, its handles and its terms. */
final class ProfileWrites {
  /** Before the user id in the sort key of a term: in no name. */
  static final char SEPARATOR = '\n';
  private static final String OPEN_TO_USER = "attribute_not_exists(handle) OR userId = :user OR heldUntil <= :now";

  private final String users;
  private final String handles;
  private final String terms;

  ProfileWrites(String stage) {
    users = Topology.USERS.nameIn(stage);
    handles = Topology.HANDLES.nameIn(stage);
    terms = Topology.USER_TERMS.nameIn(stage);
  }

  /** The row of Users comes first. */
  List<TransactWriteItem> of(UserId userId, @Nullable Profile before, @Nullable Profile after, Instant now) {
    return Stream.of(Stream.of(user(userId, before, after)),
        handles(userId, handle(before), handle(after), now),
        terms(userId, terms(before), terms(after))).flatMap(writes -> writes).toList();
  }

  private static Optional<Handle> handle(@Nullable Profile profile) {
    return profile == null ? Optional.empty() : profile.handle();
  }

  private static Set<String> terms(@Nullable Profile profile) {
    return profile == null ? Set.of() : SearchTerms.of(profile);
  }

  private TransactWriteItem user(UserId userId, @Nullable Profile before, @Nullable Profile after) {
    Map<String, AttributeValue> row = before == null ? Map.of() : row(before);
    return after == null
        ? Unchanged.delete(users, Map.of("userId", Values.text(userId.value())), row,
            ProfileItem.SCHEMA.attributeNames())
        : Unchanged.put(users, row, ProfileItem.SCHEMA.attributeNames(), row(after));
  }

  private static Map<String, AttributeValue> row(Profile profile) {
    return ProfileItem.SCHEMA.itemToMap(ProfileItem.of(profile), true);
  }

  /** A handle that looks like the old one takes its place. */
  private Stream<TransactWriteItem> handles(UserId userId, Optional<Handle> before, Optional<Handle> after,
      Instant now) {
    Optional<String> old = before.map(Handle::skeleton);
    Optional<String> next = after.map(Handle::skeleton);
    return old.equals(next)
        ? Stream.empty()
        : Stream.concat(next.stream().map(skeleton -> claim(skeleton, userId, now)),
            old.stream().map(skeleton -> hold(skeleton, userId, now.plus(Profiles.HOLD))));
  }

  private TransactWriteItem claim(String skeleton, UserId userId, Instant now) {
    AttributeValue user = Values.text(userId.value());
    return TransactWriteItem.builder().put(put -> put.tableName(handles)
        .item(Map.of("handle", Values.text(skeleton), "userId", user)).conditionExpression(OPEN_TO_USER)
        .expressionAttributeValues(Map.of(":user", user, ":now", Values.number(now.getEpochSecond())))).build();
  }

  private TransactWriteItem hold(String skeleton, UserId userId, Instant until) {
    return TransactWriteItem.builder().update(update -> update.tableName(handles)
        .key(Map.of("handle", Values.text(skeleton))).updateExpression("SET heldUntil = :until")
        .conditionExpression("userId = :user").expressionAttributeValues(Map.of(":user", Values.text(userId.value()),
            ":until", Values.number(until.getEpochSecond()))))
        .build();
  }

  private Stream<TransactWriteItem> terms(UserId userId, Set<String> before, Set<String> after) {
    Set<String> old = new HashSet<>(before);
    old.removeAll(after);
    Set<String> added = new HashSet<>(after);
    added.removeAll(before);
    return Stream.concat(
        old.stream().map(term -> TransactWriteItem.builder()
            .delete(delete -> delete.tableName(terms).key(termKey(term, userId))).build()),
        added.stream().map(term -> TransactWriteItem.builder()
            .put(put -> put.tableName(terms).item(termKey(term, userId))).build()));
  }

  static Map<String, AttributeValue> termKey(String term, UserId userId) {
    return Map.of("prefix", Values.text(prefix(term)), "term", Values.text(term + SEPARATOR + userId.value()));
  }

  static String prefix(String term) {
    return term.substring(0, term.offsetByCodePoints(0, SearchTerms.LEAST));
  }
}
