package chat.presence;

import chat.model.Membership;
import chat.model.UserId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who shows how far they have read, and so may see it of others. */
public final class ReceiptPrivacy {
  private final Presences presences;

  public ReceiptPrivacy(Presences presences) {
    this.presences = presences;
  }

  public void set(UserId userId, boolean shared) {
    presences.shareReceipts(userId, shared);
  }

  /**
   * The memberships as that viewer may see them: cursors that are not to be seen are 0. A block hides them as well. Whether it is
   * muted is seen of their own alone.
   */
  public List<Membership> as(UserId viewer, List<Membership> members) {
    Set<UserId> involved = members.stream().map(Membership::userId)
        .collect(Collectors.toCollection(LinkedHashSet::new));
    involved.add(viewer);
    Predicate<UserId> shares = sharing(presences.find(involved));
    return members.stream()
        .map(member -> member.userId().equals(viewer) ? member : toOther(member, viewer, shares)).toList();
  }

  private static Membership toOther(Membership member, UserId viewer, Predicate<UserId> shares) {
    return !member.blocks() && shares.test(viewer) && shares.test(member.userId())
        ? member.toOthers()
        : member.withoutCursors();
  }

  /** Who never connected has not said no. */
  public static Predicate<UserId> sharing(Map<UserId, chat.model.Presence> presences) {
    return userId -> {
      chat.model.Presence presence = presences.get(userId);
      return presence == null || presence.sharesReceipts();
    };
  }
}
