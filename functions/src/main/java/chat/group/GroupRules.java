package chat.group;

import chat.channel.Memberships;
import chat.channel.StateChange;
import chat.contact.Reachability;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.Verdict;
import chat.messaging.Verdict.Allowed;
import chat.messaging.Verdict.Denied;
import chat.model.Channel;
import chat.model.Channel.Kind.Group;
import chat.model.GroupChange;
import chat.model.GroupChange.Add;
import chat.model.GroupChange.Create;
import chat.model.GroupChange.Join;
import chat.model.GroupChange.Leave;
import chat.model.GroupChange.Promote;
import chat.model.GroupChange.Remove;
import chat.model.GroupSettings;
import chat.model.InviteCode;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Role;
import chat.model.Role.Right;
import chat.model.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who may change a group, and what then becomes of it. */
final class GroupRules {
  /** Who takes over a group: the highest role, then the longest membership. */
  private static final Comparator<Membership> SUCCESSION = Comparator.comparing(Membership::role)
      .thenComparingLong(Membership::joinedSeq).thenComparing(member -> member.userId().value());

  private final Memberships memberships;
  private final Reachability reachability;

  GroupRules(Memberships memberships, Reachability reachability) {
    this.memberships = memberships;
    this.reachability = reachability;
  }

  /** A change under way: the group before it, who makes it, and the number of its entry. */
  private record Motion(Channel channel, Group group, Membership actor, long seq) {
    private boolean may(Right right) {
      return actor.role().may(right);
    }

    private Allowed allowed(GroupChange content, GroupSettings settings, int growth, List<Membership> memberships) {
      Channel after = channel.changed(new Group(settings, group.size() + growth), channel.pinned());
      return new Allowed(content, Optional.of(StateChange.of(after, memberships)), false);
    }

    private Membership newcomer(UserId userId) {
      return Membership.joining(channel.id(), userId, Role.MEMBER, seq, group.settings().history());
    }
  }

  /** {@code group}: of the channel; {@code seq}: of the entry that would tell of the change. */
  Verdict on(GroupChange change, Channel channel, Group group, Membership actor, long seq) {
    Motion motion = new Motion(channel, group, actor, seq);
    return switch (change) {
      case GroupChange.Set set when motion.may(Right.CHANGE_SETTINGS) ->
        motion.allowed(set, set.applyTo(group.settings()), 0, List.of());
      case Add add when motion.may(Right.ADD_MEMBERS) -> add(add, motion);
      case Remove(UserId user) when motion.may(Right.REMOVE_MEMBERS) ->
        withMember(motion, user, member -> remove(member, motion));
      case Promote promote when motion.may(Right.PROMOTE) ->
        withMember(motion, promote.user(), member -> promote(promote, member, motion));
      case Leave _ -> leave(motion);
      case GroupChange.Set _,Add _,Remove _,Promote _,Create _,Join _ -> new Denied(Reason.FORBIDDEN);
    };
  }

  /** {@code newcomer}: no member yet; {@code invite}: open. */
  static Verdict onJoining(UserId newcomer, Channel channel, Group group, InviteCode invite, long seq) {
    if (group.size() >= Limits.MEMBERS) {
      return new Denied(Reason.LIMIT_REACHED);
    }
    Membership joining = Membership.joining(channel.id(), newcomer, Role.MEMBER, seq, group.settings().history());
    Channel after = channel.changed(new Group(group.settings(), group.size() + 1), channel.pinned());
    return new Allowed(new Join(), Optional.of(new StateChange(after, List.of(joining), Optional.of(invite))), false);
  }

  private Verdict add(Add add, Motion motion) {
    Set<UserId> present = memberships
        .find(add.users().stream().map(user -> new Memberships.Key(motion.channel().id(), user)).toList()).stream()
        .filter(Membership::isActive).map(Membership::userId).collect(Collectors.toSet());
    List<UserId> absent = add.users().stream().filter(user -> !present.contains(user)).toList();
    if (absent.isEmpty()) {
      return new Denied(Reason.ALREADY_MEMBER);
    }
    List<UserId> newcomers = List.copyOf(reachability.reached(motion.actor().userId(), absent));
    if (newcomers.isEmpty()) {
      return new Denied(Reason.NOT_REACHABLE);
    }
    if (motion.group().size() + newcomers.size() > Limits.MEMBERS) {
      return new Denied(Reason.LIMIT_REACHED);
    }
    return motion.allowed(new Add(newcomers), motion.group().settings(), newcomers.size(),
        newcomers.stream().map(motion::newcomer).toList());
  }

  private Verdict withMember(Motion motion, UserId user, Function<Membership, Verdict> rule) {
    return memberships.find(motion.channel().id(), user).map(rule)
        .orElseGet(() -> new Denied(Reason.UNKNOWN_MEMBER));
  }

  private static Verdict remove(Membership member, Motion motion) {
    boolean allowed = switch (member.role()) {
      case OWNER -> false;
      case ADMIN -> motion.may(Right.REMOVE_ADMINS);
      case MEMBER -> true;
    };
    return allowed && !member.userId().equals(motion.actor().userId())
        ? motion.allowed(new Remove(member.userId()), motion.group().settings(), -1,
            List.of(member.leaving(motion.seq())))
        : new Denied(Reason.FORBIDDEN);
  }

  private static Verdict promote(Promote promote, Membership member, Motion motion) {
    if (member.role() == promote.role()) {
      return new Denied(Reason.ALREADY_MEMBER);
    }
    boolean allowed = switch (promote.role()) {
      case OWNER -> motion.may(Right.PASS_ON);
      case ADMIN -> member.role() == Role.MEMBER;
      case MEMBER -> member.role() == Role.ADMIN && motion.may(Right.DEMOTE);
    };
    if (!allowed) {
      return new Denied(Reason.FORBIDDEN);
    }
    List<Membership> changed = new ArrayList<>(List.of(member.as(promote.role())));
    if (promote.role() == Role.OWNER) {
      changed.add(motion.actor().as(Role.ADMIN));
    }
    return motion.allowed(promote, motion.group().settings(), 0, changed);
  }

  /** A group is never without an owner, until its last member has left. */
  private Verdict leave(Motion motion) {
    Membership actor = motion.actor();
    List<Membership> changed = new ArrayList<>(List.of(actor.leaving(motion.seq())));
    Optional<Membership> successor = actor.role() == Role.OWNER
        ? memberships.all(actor.channelId()).stream()
            .filter(member -> member.isActive() && !member.userId().equals(actor.userId())).min(SUCCESSION)
        : Optional.empty();
    successor.ifPresent(next -> changed.add(next.as(Role.OWNER)));
    return motion.allowed(new Leave(successor.map(Membership::userId).orElse(null)), motion.group().settings(), -1,
        changed);
  }
}
