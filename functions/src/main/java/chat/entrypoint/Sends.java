package chat.entrypoint;

import chat.group.ChangeChannel;
import chat.group.CreateGroup;
import chat.group.JoinGroup;
import chat.limit.Throttle;
import chat.messaging.SendMessage;
import chat.messaging.SendOutcome;
import chat.model.Change;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.GroupChange;
import chat.model.RateLimit;
import chat.model.UserId;
import chat.wire.ClientAction.Destination.ByInvite;
import chat.wire.ClientAction.Destination.ToChannel;
import chat.wire.ClientAction.Destination.ToNewGroup;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.Send;
import org.jspecify.annotations.Nullable;

/** Hands a send to the use case that it is for, whether it came over a socket or by HTTP. */
public final class Sends {
  private final Throttle throttle;
  private final SendMessage sendMessage;
  private final ChangeChannel changeChannel;
  private final CreateGroup createGroup;
  private final JoinGroup joinGroup;

  public Sends(ChatApp app) {
    this.throttle = app.throttle();
    this.sendMessage = app.sendMessage();
    this.changeChannel = app.changeChannel();
    this.createGroup = app.createGroup();
    this.joinGroup = app.joinGroup();
  }

  /** {@code origin}: the socket that is answered, if it came over one. */
  public SendOutcome outcome(UserId sender, @Nullable ConnectionId origin, Send send) {
    return throttle.take(sender, RateLimit.SENDS).<SendOutcome>map(SendOutcome.TooOften::new)
        .orElseGet(() -> admitted(sender, origin, send));
  }

  private SendOutcome admitted(UserId sender, @Nullable ConnectionId origin, Send send) {
    return switch (send.to()) {
      case ToChannel(ChannelId channelId) -> outcome(sender, origin, channelId, send);
      case ToUser(var peer) -> outcome(sender, origin, ChannelId.direct(sender, peer), send);
      case ByInvite(var invite) -> joinGroup.join(sender, origin, send.clientMessageId(), invite);
      case ToNewGroup() when send.content() instanceof GroupChange.Create create ->
        createGroup.create(sender, origin, send.clientMessageId(), create);
      case ToNewGroup() -> throw new IllegalStateException("Only a Create goes to a new group.");
    };
  }

  private SendOutcome outcome(UserId sender, @Nullable ConnectionId origin, ChannelId channelId, Send send) {
    return switch (send.content()) {
      case Content.Said _,Change.Edit _,Change.Delete _,Change.React _ ->
        sendMessage.send(sender, origin, channelId, send);
      case Change.Pin _,GroupChange _ -> changeChannel.change(sender, origin, channelId, send);
    };
  }
}
