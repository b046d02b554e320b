package chat.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.model.Handle;
import chat.model.InvalidValueException;
import chat.model.Limits;
import chat.model.Profile;
import chat.model.UserId;
import chat.people.ChangeProfile.Outcome.Changed;
import chat.people.ChangeProfile.Outcome.HandleTaken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of profiles does, through the use cases that stand on it. */
public abstract class ProfilesContract {
  /** In every name and handle: the tests share a store. */
  private final String run = letters(UUID.randomUUID());
  private final UserId alice = new UserId("alice-" + run);
  private final UserId bob = new UserId("bob-" + run);
  private Instant now = Instant.parse("2026-11-25T10:00:00Z");

  protected abstract Profiles profiles();

  /** None that looks like another. */
  private static String letters(UUID id) {
    return id.toString().replace("-", "").substring(0, 16).replace('0', 'x').replace('1', 'y');
  }

  private ChangeProfile.Outcome change(UserId userId, ProfileChange change) {
    return new ChangeProfile(profiles(), () -> now).change(userId, change);
  }

  private ChangeProfile.Outcome claim(UserId userId, String handle) {
    return change(userId, new ProfileChange(Optional.of(new Handle(handle)), Optional.empty(), Optional.empty(),
        Optional.empty(), false));
  }

  private void call(UserId userId, String name) {
    assertInstanceOf(Changed.class, change(userId, new ProfileChange(Optional.empty(), Optional.of(name),
        Optional.empty(), Optional.empty(), false)));
  }

  private void assertTaken(UserId userId, String handle) {
    assertEquals(new HandleTaken(), claim(userId, handle));
  }

  private void assertClaims(UserId userId, String handle) {
    assertInstanceOf(Changed.class, claim(userId, handle));
    assertEquals(Optional.of(new Handle(handle)), profiles().find(userId).flatMap(Profile::handle));
  }

  @Test
  void aProfileIsMadeWhenItIsFirstAskedFor() {
    OwnProfile ownProfile = new OwnProfile(profiles(), () -> now);
    assertEquals(Profile.named(alice, "Alice"), ownProfile.of(alice, " Alice "));
    assertEquals(Profile.named(alice, "Alice"), ownProfile.of(alice, "Other"));
    assertEquals(Profile.named(bob, ""), ownProfile.of(bob, "two\nlines"));
    assertEquals(Map.of(alice, Profile.named(alice, "Alice"), bob, Profile.named(bob, "")),
        profiles().find(List.of(alice, bob, new UserId("nobody"))));
  }

  @Test
  void changesWhatIsNamedAndNothingElse() {
    assertClaims(alice, "a" + run);
    change(alice,
        new ProfileChange(Optional.empty(), Optional.of("Alice"), Optional.of("Hi"), Optional.of("f1"), false));
    Profile whole = new Profile(alice, Optional.of(new Handle("a" + run)), "Alice", "Hi", Optional.of("f1"));
    assertEquals(Optional.of(whole), profiles().find(alice));
    change(alice, new ProfileChange(Optional.empty(), Optional.empty(), Optional.of(""), Optional.empty(), true));
    assertEquals(Optional.of(new Profile(alice, whole.handle(), "Alice", "", Optional.empty())),
        profiles().find(alice));
    assertThrows(InvalidValueException.class, () -> call(alice, "x".repeat(Limits.NAME_CHARACTERS + 1)));
  }

  @Test
  void whatChangedSinceItWasReadIsNotReplaced() {
    call(alice, "Alice");
    Profile read = profiles().find(alice).orElseThrow();
    call(alice, "Alice B.");
    assertEquals(Profiles.Outcome.CHANGED_MEANWHILE, profiles().replace(read, Profile.named(alice, "C"), now));
    assertEquals(Profiles.Outcome.CHANGED_MEANWHILE, profiles().replace(null, Profile.named(alice, "C"), now));
    assertEquals(Profiles.Outcome.CHANGED_MEANWHILE, profiles().replace(read, null, now));
    assertEquals("Alice B.", profiles().find(alice).orElseThrow().name());
  }

  @Test
  void aHandleIsOneUsersWhateverItsCaseAndLooks() {
    assertClaims(alice, "Mil_o" + run);
    for (String lookalike : List.of("mil_o", "MIL_O", "milo", "m_i_l_o", "mi1o", "mil0", "rnilo", "rn_i1_0")) {
      assertTaken(bob, lookalike + run);
    }
    assertClaims(bob, "nilo" + run);
    assertClaims(alice, "M1l0" + run);
    assertTaken(bob, "milo" + run);
  }

  @Test
  void aHandleThatWasGivenUpIsHeldForItsUser() {
    assertClaims(alice, "old" + run);
    assertClaims(alice, "new" + run);
    assertTaken(bob, "o1d" + run);
    assertClaims(alice, "old" + run);
    assertClaims(alice, "new" + run);
    now = now.plus(Profiles.HOLD).minusSeconds(1);
    assertTaken(bob, "old" + run);
    now = now.plusSeconds(1);
    assertClaims(bob, "old" + run);
    assertTaken(alice, "old" + run);
  }

  @Test
  void whoTakesBackTheirHandleKeepsIt() {
    assertClaims(alice, "old" + run);
    assertClaims(alice, "new" + run);
    assertClaims(alice, "old" + run);
    now = now.plus(Profiles.HOLD).plus(Duration.ofDays(1));
    assertTaken(bob, "old" + run);
    assertClaims(bob, "new" + run);
  }

  @Test
  void ofTwentyWhoClaimAHandleOneHasIt() throws Exception {
    List<UserId> users = IntStream.range(0, 20).mapToObj(number -> new UserId("user" + number + "-" + run)).toList();
    List<ChangeProfile.Outcome> outcomes = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ChangeProfile.Outcome>> claims = users.stream()
          .map(user -> executor.submit(() -> claim(user, "gold" + run))).toList();
      for (Future<ChangeProfile.Outcome> claim : claims) {
        outcomes.add(claim.get());
      }
    }
    assertEquals(1, outcomes.stream().filter(Changed.class::isInstance).count());
    assertEquals(19, outcomes.stream().filter(HandleTaken.class::isInstance).count());
    assertEquals(1, profiles().find(users).size());
    assertEquals(1, find("gold" + run).size());
  }

  private SearchPeople.Page page(String query, @Nullable String cursor) {
    return new SearchPeople(profiles()).search(SearchPeople.Query.of(query, Optional.ofNullable(cursor)));
  }

  private Set<UserId> find(String query) {
    List<UserId> found = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      SearchPeople.Page page = page(query, cursor.orElse(null));
      page.people().forEach(person -> found.add(person.userId()));
      cursor = page.next();
    } while (cursor.isPresent());
    assertEquals(found.size(), Set.copyOf(found).size(), "somebody came twice");
    return Set.copyOf(found);
  }

  @Test
  void peopleAreFoundByTheBeginningsOfTheirHandleAndName() {
    assertClaims(alice, "z" + run);
    call(alice, "Zoë " + run + "-Müller");
    for (String query : List.of("z" + run, "@Z" + run, "zoe " + run, "ZOË  " + run.toUpperCase(Locale.ROOT), run,
        "zoe " + run + "-mu")) {
      assertEquals(Set.of(alice), find(query), query);
    }
    for (String query : List.of("oe " + run, "muller" + run, run + "x", "%" + run)) {
      assertEquals(Set.of(), find(query), query);
    }
  }

  @Test
  void nobodyIsFoundByWhatTheyNoLongerAre() {
    assertClaims(alice, "a" + run);
    call(alice, run);
    call(alice, "Other " + run);
    assertClaims(alice, "b" + run);
    assertEquals(Set.of(), find("a" + run));
    assertEquals(Set.of(alice), find("b" + run));
    assertEquals(Set.of(alice), find("other " + run));
    new RemoveProfile(profiles(), () -> now).remove(alice);
    new RemoveProfile(profiles(), () -> now).remove(alice);
    assertEquals(Optional.empty(), profiles().find(alice));
    assertEquals(Set.of(), find("b" + run));
    assertTaken(bob, "b" + run);
  }

  @Test
  void aSearchIsPaged() {
    List<UserId> users = IntStream.range(0, 45).mapToObj(number -> new UserId("user" + number + "-" + run)).toList();
    users.forEach(user -> call(user, run + " " + user.value()));
    assertEquals(Set.copyOf(users), find(run));
    assertEquals(Limits.SEARCH_PAGE, page(run, null).people().size());
  }

  /** By the whole name and by each word: other rows lie between the two. */
  @Test
  void whoIsFoundByManyWordsComesOnce() {
    IntStream.range(0, 15).forEach(number -> call(new UserId("user" + number + "-" + run),
        run + "a " + run + "b " + run + "c " + number));
    assertEquals(15, find(run).size());
    assertEquals(15, find(run + "b").size());
  }

  @Test
  void aSearchHasAtLeastTwoCharactersAndACursorOfItsOwn() {
    Stream.of("", " ", "a", "@a", " @ ", "ë").forEach(
        query -> assertThrows(InvalidValueException.class, () -> page(query, null), query));
    call(alice, run);
    Stream.of("zz\nuser", "be" + "x".repeat(63) + "\nuser", "be\n", "!", "", "AA").forEach(
        other -> assertThrows(InvalidValueException.class, () -> page(run, other), other));
  }
}
