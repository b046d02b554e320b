package chat.watch;

import chat.InMemoryPorts;
import chat.contact.InMemoryContacts;
import chat.contact.Pair;
import chat.contact.PresencePrivacy;
import chat.model.Contact;
import chat.model.UserId;
import chat.presence.InMemoryPresences;
import chat.presence.InMemoryWatches;
import chat.simulation.Timeline;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The tables as they are; every change goes through here, and is streamed and remembered. */
final class WatchTables {
  final InMemoryPorts ports = new InMemoryPorts();
  final InMemoryPresences presences = ports.presences();
  final InMemoryWatches watches = ports.watches();
  final InMemoryContacts contacts = ports.contacts();
  private final List<UserId> users;
  private final Timeline timeline;
  private final Truth truth;
  private final WatchRecords records;
  private final Map<UserId, NavigableMap<Instant, Boolean>> watched = new HashMap<>();

  WatchTables(List<UserId> users, Timeline timeline, Truth truth, WatchRecords records) {
    this.users = users;
    this.timeline = timeline;
    this.truth = truth;
    this.records = records;
  }

  <T> T changePresence(UserId userId, Supplier<T> change) {
    T result = change.get();
    presences.current(userId).ifPresent(truth::written);
    users.stream().filter(other -> !other.equals(userId)).forEach(other -> noteShared(userId, other));
    return result;
  }

  void changeWatches(Runnable change) {
    change.run();
    watches.drain().forEach(watch -> {
      watched.computeIfAbsent(watch.watcher(), _ -> new TreeMap<>()).put(timeline.now(),
          watches.isWatched(watch.watcher()));
      records.publish(watch);
    });
  }

  boolean wasWatched(UserId userId, Instant instant) {
    Map.Entry<Instant, Boolean> entry = watched.getOrDefault(userId, new TreeMap<>()).floorEntry(instant);
    return entry != null && entry.getValue();
  }

  Pair changeContacts(UserId userId, UserId otherId, Supplier<Pair> change) {
    Pair after = change.get();
    noteShared(userId, otherId);
    return after;
  }

  void noteShared(UserId one, UserId other) {
    Contact contact = contacts.find(one, List.of(other)).getOrDefault(other, Contact.none(one, other));
    truth.mayBeTold(one, other,
        PresencePrivacy.isShared(truth.at(one, timeline.now()), truth.at(other, timeline.now()), contact));
  }
}
