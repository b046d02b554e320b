package chat.channel;

import chat.model.ChannelId;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.UserId;
import chat.presence.ReceiptPrivacy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is in a channel, with which role, and how far each has come: who has read a message are those whose cursor is there. */
public final class ListMembers {
  private final Memberships memberships;
  private final ReceiptPrivacy privacy;

  public ListMembers(Memberships memberships, ReceiptPrivacy privacy) {
    this.memberships = memberships;
    this.privacy = privacy;
  }

  /** Empty for whoever is not a member. */
  public Optional<Memberships.Page> list(UserId viewer, ChannelId channelId, @Nullable UserId after) {
    if (memberships.find(channelId, viewer).isEmpty()) {
      return Optional.empty();
    }
    Memberships.Page page = memberships.page(channelId, after, Limits.MEMBERS_PAGE);
    List<Membership> visible = privacy.as(viewer, page.members());
    return Optional.of(new Memberships.Page(visible, page.next()));
  }
}
