package chat.channel;

import chat.model.Channel;
import chat.model.InviteCode;
import chat.model.Membership;
import java.util.List;
import java.util.Optional;

/**
 * What is stored in one transaction with the entry that tells of it. It is stored only if the channel still has the
 * version before, and so everything that it was decided on, the memberships included, is as it was.
 *
 * @param channel as it becomes; version 1 creates it; its head and last message do not count
 * @param memberships those that change
 * @param invite of which one use is taken, if it still has one
 */
public record StateChange(Channel channel, List<Membership> memberships, Optional<InviteCode> invite) {
  public StateChange {
    memberships = List.copyOf(memberships);
  }

  public static StateChange of(Channel channel, List<Membership> memberships) {
    return new StateChange(channel, memberships, Optional.empty());
  }
}
