package chat.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.channel.InMemoryMemberships;
import chat.model.Contact;
import chat.model.Contact.State;
import chat.model.Limits;
import chat.model.Profile;
import chat.model.UserId;
import chat.people.InMemoryProfiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of contacts does, through the use cases that stand on it. */
public abstract class ContactsContract {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private final String run = UUID.randomUUID().toString();
  private final UserId alice = new UserId("alice-" + run);
  private final UserId bob = new UserId("bob-" + run);

  protected abstract Contacts contacts();

  private RequestContact.Outcome request(UserId userId, UserId otherId) {
    return new RequestContact(contacts(), (_, _) -> {}, () -> NOW).request(userId, otherId);
  }

  private Block block() {
    return new Block(contacts(), new InMemoryMemberships(), (_, _) -> {}, () -> NOW);
  }

  private Pair pair() {
    return new Pair(seen(alice, bob), seen(bob, alice));
  }

  private Contact seen(UserId userId, UserId otherId) {
    Map<UserId, Contact> found = contacts().find(userId, List.of(otherId));
    assertEquals(found, contacts().glance(userId, List.of(otherId)));
    return found.getOrDefault(otherId, Contact.none(userId, otherId));
  }

  private void assertStates(State ofAlice, State ofBob) {
    assertEquals(List.of(ofAlice, ofBob), List.of(pair().own().state(), pair().others().state()));
  }

  @Test
  void aRequestWaitsUntilItIsAccepted() {
    assertEquals(new RequestContact.Outcome.Requested(new Contact(alice, bob, State.OUTGOING, false, false, NOW)),
        request(alice, bob));
    assertStates(State.OUTGOING, State.INCOMING);
    request(bob, alice);
    assertStates(State.ACCEPTED, State.ACCEPTED);
    assertEquals(new Contact(bob, alice, State.ACCEPTED, false, false, NOW), pair().others());
  }

  @Test
  void aContactEndsForBoth() {
    RemoveContact removeContact = new RemoveContact(contacts(), (_, _) -> {}, () -> NOW);
    request(alice, bob);
    removeContact.remove(bob, alice);
    assertEquals(Pair.none(alice, bob), pair());
    request(alice, bob);
    request(bob, alice);
    removeContact.remove(alice, bob);
    assertEquals(Pair.none(alice, bob), pair());
  }

  @Test
  void aBlockIsKnownToOneSideOnly() {
    request(alice, bob);
    request(bob, alice);
    block().block(alice, bob);
    assertStates(State.NONE, State.ACCEPTED);
    assertEquals(new RequestContact.Outcome.NotReachable(), request(alice, bob));
    assertEquals(List.of(pair().own()), contacts().page(alice, null, 10).contacts());
    assertEquals(List.of(pair().others()), contacts().page(bob, null, 10).contacts());
    block().unblock(alice, bob);
    assertEquals(Pair.none(alice, bob), pair());
  }

  @Test
  void aBlockOfAStrangerIsNotShownToThem() {
    block().block(alice, bob);
    assertEquals(1, contacts().page(alice, null, 10).contacts().size());
    assertEquals(List.of(), new ListContacts(contacts(), new InMemoryProfiles()).list(bob, null).people());
    assertEquals(List.of(pair().others()), contacts().page(bob, null, 10).contacts());
    request(bob, alice);
    assertStates(State.NONE, State.OUTGOING);
  }

  @Test
  void whoBlocksTheOtherStaysApartWhenTheyUnblock() {
    block().block(alice, bob);
    block().block(bob, alice);
    block().unblock(alice, bob);
    Pairs.assertConsistent(pair());
    assertEquals(true, pair().own().blockedByOther());
    assertEquals(false, pair().own().blocked());
  }

  @Test
  void fiftyRequestsFromBothSidesMakeOnePair() throws Exception {
    race(IntStream.range(0, 50)
        .<Runnable>mapToObj(number -> () -> request(number % 2 == 0 ? alice : bob, number % 2 == 0 ? bob : alice))
        .toList());
    assertEquals(new Pair(new Contact(alice, bob, State.ACCEPTED, false, false, NOW),
        new Contact(bob, alice, State.ACCEPTED, false, false, NOW)), pair());
  }

  private static void race(List<Runnable> runners) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<?> run : runners.stream().map(executor::submit).toList()) {
        run.get();
      }
    }
  }

  /** Both do what comes to their minds, all at once. */
  @Test
  void whateverBothDoThePairIsConsistent() throws Exception {
    List<UnaryOperator<Pair>> steps = Pairs.steps(NOW).entrySet().stream().sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue).toList();
    Random random = new Random(7);
    for (int round = 0; round < 30; round++) {
      List<Runnable> runners = new ArrayList<>();
      for (int number = 0; number < 6; number++) {
        UnaryOperator<Pair> step = steps.get(random.nextInt(steps.size()));
        boolean byAlice = random.nextBoolean();
        runners.add(() -> contacts().change(byAlice ? alice : bob, byAlice ? bob : alice, step));
      }
      race(runners);
      Pairs.assertConsistent(pair());
    }
  }

  @Test
  void contactsAreListedInPages() {
    InMemoryProfiles profiles = new InMemoryProfiles();
    List<UserId> others = IntStream.range(100, 100 + Limits.CONTACTS_PAGE + 5)
        .mapToObj(number -> new UserId("user" + number + "-" + run)).toList();
    others.forEach(other -> request(alice, other));
    Profile first = Profile.named(others.getFirst(), "First");
    profiles.replace(null, first, NOW);
    ListContacts listContacts = new ListContacts(contacts(), profiles);
    ListContacts.Page page = listContacts.list(alice, null);
    assertEquals(new ListContacts.Known(seen(alice, others.getFirst()), Optional.of(first)), page.people().getFirst());
    assertEquals(Optional.of(others.get(Limits.CONTACTS_PAGE - 1)), page.next());
    ListContacts.Page last = listContacts.list(alice, others.get(Limits.CONTACTS_PAGE - 1));
    assertEquals(5, last.people().size());
    assertEquals(Optional.empty(), last.next());
    assertEquals(others.size(), contacts().count(alice));
    assertEquals(0, contacts().count(others.getFirst()));
    assertEquals(new ListContacts.Page(List.of(), Optional.empty()), listContacts.list(bob, null));
  }

  @Test
  void aPersonIsSeenWithWhatTheyAreToTheViewer() {
    InMemoryProfiles profiles = new InMemoryProfiles();
    FindPerson findPerson = new FindPerson(profiles, contacts());
    assertEquals(Optional.empty(), findPerson.find(alice, bob));
    Profile profile = Profile.named(bob, "Bob");
    profiles.replace(null, profile, NOW);
    block().block(bob, alice);
    request(alice, bob);
    assertEquals(Optional.of(new FindPerson.Person(profile, Optional.of(seen(alice, bob)))),
        findPerson.find(alice, bob));
    assertEquals(Optional.of(new FindPerson.Person(profile, Optional.empty())), findPerson.find(bob, bob));
  }
}
