package chat.model;

import static chat.model.InvalidValueException.require;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What changes who is in a group, what they may do, or how the group is set up. */
public sealed interface GroupChange extends Content {
  @Override
  default Optional<Content> preview() {
    return Optional.of(this);
  }

  /** The first entry of a group. The sender becomes its owner. */
  record Create(GroupSettings settings, List<UserId> members) implements GroupChange {
    public Create {
      members = List.copyOf(members);
      require(members.size() <= Limits.ADDED_MEMBERS, "Field members has at most 50 users.");
    }

    @Override
    public Optional<Content> preview() {
      return Optional.of(new Create(
          new GroupSettings(settings.name(), "", settings.announcement(), settings.history()), few(members)));
    }
  }

  /** Other settings; those that are empty stay. */
  record Set(Optional<String> name, Optional<String> description, Optional<Boolean> announcement,
      Optional<GroupSettings.History> history) implements GroupChange {
    public Set {
      require(name.isPresent() || description.isPresent() || announcement.isPresent() || history.isPresent(),
          "Give at least one of name, description, announcement, history.");
      GroupSettings.requireValid(name.orElse("Any name"), description.orElse(""));
    }

    public GroupSettings applyTo(GroupSettings settings) {
      return new GroupSettings(name.orElse(settings.name()), description.orElse(settings.description()),
          announcement.orElse(settings.announcement()), history.orElse(settings.history()));
    }

    @Override
    public Optional<Content> preview() {
      return Optional.of(new Set(name, description.map(_ -> ""), announcement, history));
    }

    @Override
    public String toString() {
      return "Set[announcement=" + announcement + ", history=" + history + "]";
    }
  }

  record Add(List<UserId> users) implements GroupChange {
    public Add {
      users = List.copyOf(users);
      require(!users.isEmpty() && users.size() <= Limits.ADDED_MEMBERS, "Field users has 1 to 50 users.");
    }

    @Override
    public Optional<Content> preview() {
      return Optional.of(new Add(few(users)));
    }
  }

  record Remove(UserId user) implements GroupChange {}

  /** The sender leaves. {@code newOwner}: to whom the server passed the group, if the sender owned it. */
  record Leave(@Nullable UserId newOwner) implements GroupChange {}

  /** The sender came in by an invite. */
  record Join() implements GroupChange {}

  /** Another role for a member. A new owner makes the old one an admin. */
  record Promote(UserId user, Role role) implements GroupChange {}

  private static List<UserId> few(List<UserId> users) {
    return users.subList(0, Math.min(users.size(), 2));
  }
}
