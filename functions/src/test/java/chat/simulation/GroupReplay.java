package chat.simulation;

import chat.model.Change;
import chat.model.Channel;
import chat.model.Content;
import chat.model.GroupChange;
import chat.model.GroupSettings;
import chat.model.Membership;
import chat.model.Message;
import chat.model.Role;
import chat.model.Role.Right;
import chat.model.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a channel's log says of its members, read from its first entry on by rules of its own. */
final class GroupReplay {
  private final Verdicts verdicts;
  private final List<Message> log;
  private final boolean direct;
  private final Map<UserId, List<Membership>> stays = new LinkedHashMap<>();
  private GroupSettings settings = new GroupSettings("none", "", false, GroupSettings.History.JOINED);

  GroupReplay(Verdicts verdicts, Channel channel, List<Message> log) {
    this.verdicts = verdicts;
    this.log = log;
    this.direct = channel.id().isDirect();
    if (channel.kind() instanceof Channel.Kind.Direct(UserId one, UserId other)) {
      stays.put(one, new ArrayList<>(List.of(Membership.direct(channel.id(), one))));
      stays.put(other, new ArrayList<>(List.of(Membership.direct(channel.id(), other))));
    }
    log.forEach(this::follow);
  }

  /** The user's stay as it is now; empty for who is not a member. */
  Optional<Membership> now(UserId userId) {
    return Optional.ofNullable(stays.get(userId)).map(List::getLast).filter(Membership::isActive);
  }

  Optional<Membership> last(UserId userId) {
    return Optional.ofNullable(stays.get(userId)).map(List::getLast);
  }

  List<Membership> members() {
    return stays.keySet().stream().flatMap(user -> now(user).stream()).toList();
  }

  GroupSettings settings() {
    return settings;
  }

  /** Whether any of the user's stays let them see the entry. */
  boolean sees(UserId userId, long seq) {
    return stays.getOrDefault(userId, List.of()).stream().anyMatch(stay -> stay.sees(seq));
  }

  private void follow(Message entry) {
    if (entry.content() instanceof GroupChange.Create create) {
      verdicts.require(entry.seq() == 1, Promise.RIGHTS, () -> "a second beginning: " + entry);
      settings = create.settings();
      join(entry, entry.sender(), Role.OWNER);
      create.members().stream().filter(user -> !user.equals(entry.sender()))
          .forEach(user -> join(entry, user, Role.MEMBER));
      return;
    }
    if (entry.content() instanceof GroupChange.Join) {
      verdicts.require(now(entry.sender()).isEmpty() && !members().isEmpty(), Promise.RIGHTS,
          () -> "joined as a member, or where nobody was: " + entry);
      join(entry, entry.sender(), Role.MEMBER);
      return;
    }
    Optional<Membership> actor = now(entry.sender());
    verdicts.require(actor.isPresent(), Promise.RIGHTS, () -> "no member by then: " + entry);
    actor.ifPresent(member -> {
      verdicts.require(may(member, entry), Promise.RIGHTS, () -> "as " + member.role() + ": " + entry);
      change(member, entry);
    });
  }

  private boolean may(Membership actor, Message entry) {
    Right posting = settings.announcement() ? Right.ANNOUNCE : Right.POST;
    Role role = actor.role();
    return switch (entry.content()) {
      case Content.Said _ -> role.may(posting);
      case Change change -> target(change).filter(target -> actor.sees(target.seq())).isPresent() && switch (change) {
        case Change.Edit _ -> own(change, actor) && role.may(posting);
        case Change.Delete _ -> own(change, actor) || (!direct && role.may(Right.DELETE_OTHERS));
        case Change.React _ -> true;
        case Change.Pin _ -> direct || role.may(Right.PIN);
      };
      case GroupChange.Set _ -> role.may(Right.CHANGE_SETTINGS);
      case GroupChange.Add add ->
        role.may(Right.ADD_MEMBERS) && add.users().stream().allMatch(user -> now(user).isEmpty());
      case GroupChange.Remove(UserId user) -> !user.equals(actor.userId()) && now(user).filter(
          member -> role.may(Right.REMOVE_MEMBERS) && (member.role() == Role.MEMBER
              || (member.role() == Role.ADMIN && role == Role.OWNER)))
          .isPresent();
      case GroupChange.Promote(UserId user, Role to) -> now(user).filter(member -> switch (to) {
        case OWNER -> role == Role.OWNER && member.role() != Role.OWNER;
        case ADMIN -> role.may(Right.PROMOTE) && member.role() == Role.MEMBER;
        case MEMBER -> role == Role.OWNER && member.role() == Role.ADMIN;
      }).isPresent();
      case GroupChange.Leave leave -> Optional.ofNullable(leave.newOwner()).equals(heir(actor));
      case GroupChange.Create _,GroupChange.Join _ -> true;
    };
  }

  private Optional<Message> target(Change change) {
    return log.stream().filter(message -> message.seq() == change.target())
        .filter(message -> message.content() instanceof Content.Said).findFirst();
  }

  private boolean own(Change change, Membership actor) {
    return target(change).filter(message -> message.sender().equals(actor.userId())).isPresent();
  }

  /** Who follows an owner: the longest-serving admin, else the longest-serving member. */
  private Optional<UserId> heir(Membership owner) {
    return owner.role() != Role.OWNER
        ? Optional.empty()
        : members().stream().filter(member -> !member.userId().equals(owner.userId()))
            .min(Comparator.comparingInt((Membership member) -> member.role() == Role.ADMIN ? 0 : 1)
                .thenComparingLong(Membership::joinedSeq).thenComparing(member -> member.userId().value()))
            .map(Membership::userId);
  }

  private void change(Membership actor, Message entry) {
    switch (entry.content()) {
      case GroupChange.Set set -> settings = set.applyTo(settings);
      case GroupChange.Add add -> add.users().forEach(user -> join(entry, user, Role.MEMBER));
      case GroupChange.Remove(UserId user) -> now(user).ifPresent(member -> become(member.leaving(entry.seq())));
      case GroupChange.Promote(UserId user, Role to) -> {
        now(user).ifPresent(member -> become(member.as(to)));
        if (to == Role.OWNER) {
          become(actor.as(Role.ADMIN));
        }
      }
      case GroupChange.Leave leave -> {
        become(actor.leaving(entry.seq()));
        Optional.ofNullable(leave.newOwner()).flatMap(this::now).ifPresent(heir -> become(heir.as(Role.OWNER)));
      }
      case Content _ -> {
      }
    }
  }

  private void join(Message entry, UserId userId, Role role) {
    stays.computeIfAbsent(userId, _ -> new ArrayList<>())
        .add(Membership.joining(entry.channelId(), userId, role, entry.seq(), settings.history()));
  }

  private void become(Membership changed) {
    List<Membership> all = stays.computeIfAbsent(changed.userId(), _ -> new ArrayList<>());
    all.set(all.size() - 1, changed);
  }
}
