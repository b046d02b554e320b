package chat.group;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.channel.Memberships;
import chat.entrypoint.Ports;
import chat.messaging.LogEntry;
import chat.model.Change;
import chat.model.Change.Pin;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Content;
import chat.model.GroupChange;
import chat.model.GroupSettings;
import chat.model.Membership;
import chat.model.Role;
import chat.model.Role.Right;
import chat.model.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

/** What a group must be, by nothing but its log. */
final class GroupReplay {
  private final ChannelId group;
  private final Map<UserId, Membership> places = new HashMap<>();
  private final List<Long> pinned = new ArrayList<>();
  private GroupSettings settings = new GroupSettings("None", "", false, GroupSettings.History.JOINED);
  private long version;

  private GroupReplay(ChannelId group) {
    this.group = group;
  }

  /** The tables say the same as the log, and the log has no hole. */
  static void assertConsistent(ChannelId group, Ports ports) {
    List<LogEntry> log = ports.messageLog().from(group, 1, 10_000);
    assertEquals(LongStream.rangeClosed(1, log.size()).boxed().toList(),
        log.stream().map(entry -> entry.message().seq()).toList());
    GroupReplay replay = new GroupReplay(group);
    for (LogEntry entry : log) {
      replay.take(entry.message().sender(), entry.message().content(), entry.message().seq());
      assertEquals(replay.settings.announcement(), entry.announcement(), "announcement of " + entry);
    }
    Channel channel = ports.channels().get(group).orElseThrow();
    int size = (int) replay.places.values().stream().filter(Membership::isActive).count();
    assertEquals(new Channel.Kind.Group(replay.settings, size), channel.kind());
    assertEquals(size == 0 ? 0 : 1, replay.places.values().stream()
        .filter(place -> place.isActive() && place.role() == Role.OWNER).count(), "owners");
    assertEquals(replay.pinned, channel.pinned());
    assertEquals(replay.version, channel.version());
    assertEquals(replay.places, ports.memberships().all(group).stream()
        .map(place -> replay.withCursorsOf(place)).collect(toMap(Membership::userId, Function.identity())));
  }

  static Membership place(ChannelId group, UserId user, Ports ports) {
    return ports.memberships().find(List.of(new Memberships.Key(group, user))).getFirst();
  }

  /** Cursors are no part of the log. */
  private Membership withCursorsOf(Membership stored) {
    Membership place = places.getOrDefault(stored.userId(), stored);
    return new Membership(stored.channelId(), stored.userId(), stored.role(), stored.joinedSeq(),
        stored.readableFrom(), stored.leftSeq(), place.delivered(), place.read());
  }

  private boolean isMember(UserId user) {
    return Optional.ofNullable(places.get(user)).filter(Membership::isActive).isPresent();
  }

  private Role role(UserId user) {
    return Optional.ofNullable(places.get(user)).filter(Membership::isActive).orElseThrow().role();
  }

  /** That each entry was allowed to its sender when it was stored. */
  private void check(UserId sender, Content content) {
    switch (content) {
      case GroupChange.Create _ -> assertEquals(Map.of(), places);
      case GroupChange.Join _ -> assertFalse(isMember(sender));
      case GroupChange.Leave _ -> role(sender);
      case GroupChange.Set _ -> assertTrue(role(sender).may(Right.CHANGE_SETTINGS));
      case GroupChange.Add(List<UserId> users) -> {
        assertTrue(role(sender).may(Right.ADD_MEMBERS));
        assertTrue(users.stream().noneMatch(this::isMember));
      }
      case GroupChange.Remove(UserId user) -> {
        assertNotEquals(Role.OWNER, role(user));
        assertTrue(role(sender).may(role(user) == Role.ADMIN ? Right.REMOVE_ADMINS : Right.REMOVE_MEMBERS));
      }
      case GroupChange.Promote promote -> {
        assertNotEquals(promote.role(), role(promote.user()));
        assertTrue(role(sender).may(switch (promote.role()) {
          case OWNER -> Right.PASS_ON;
          case ADMIN -> Right.PROMOTE;
          case MEMBER -> Right.DEMOTE;
        }));
      }
      case Content.Said _,Change.Edit _ ->
        assertTrue(role(sender).may(settings.announcement() ? Right.ANNOUNCE : Right.POST));
      case Pin _ -> assertTrue(role(sender).may(Right.PIN));
      case Change.Delete _,Change.React _ -> role(sender);
    }
  }

  private void take(UserId sender, Content content, long seq) {
    check(sender, content);
    switch (content) {
      case GroupChange.Create(GroupSettings first, List<UserId> members) -> {
        settings = first;
        members.forEach(member -> enter(member, seq));
        enter(sender, seq);
        as(sender, Role.OWNER);
      }
      case GroupChange.Set set -> settings = set.applyTo(settings);
      case GroupChange.Add(List<UserId> users) -> users.forEach(user -> enter(user, seq));
      case GroupChange.Join _ -> enter(sender, seq);
      case GroupChange.Remove(UserId user) -> exit(user, seq);
      case GroupChange.Leave(UserId newOwner) -> {
        exit(sender, seq);
        if (newOwner != null) {
          as(newOwner, Role.OWNER);
        }
      }
      case GroupChange.Promote(UserId user, Role role) -> {
        as(user, role);
        if (role == Role.OWNER) {
          as(sender, Role.ADMIN);
        }
      }
      case Pin(long target, boolean removed) -> {
        pinned.remove(Long.valueOf(target));
        if (!removed) {
          pinned.add(target);
        }
      }
      default -> version--;
    }
    version++;
  }

  private void enter(UserId user, long seq) {
    places.put(user, Membership.joining(group, user, Role.MEMBER, seq, settings.history()));
  }

  private void exit(UserId user, long seq) {
    places.computeIfPresent(user, (same, place) -> place.leaving(seq));
  }

  private void as(UserId user, Role role) {
    places.computeIfPresent(user, (same, place) -> place.as(role));
  }
}
