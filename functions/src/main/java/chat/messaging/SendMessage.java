package chat.messaging;

import chat.channel.Memberships;
import chat.channel.OpenDirectChannel;
import chat.messaging.AppendMessage.Draft;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.SendOutcome.Refused;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.UserId;
import chat.wire.ClientAction.Destination.ToChannel;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.Send;
import java.util.Optional;

/** Sends to a channel of the sender's, or to a user, whose direct channel is opened when there is none. */
public final class SendMessage {
  private final Memberships memberships;
  private final OpenDirectChannel openDirectChannel;
  private final AppendMessage appendMessage;

  public SendMessage(Memberships memberships, OpenDirectChannel openDirectChannel, AppendMessage appendMessage) {
    this.memberships = memberships;
    this.openDirectChannel = openDirectChannel;
    this.appendMessage = appendMessage;
  }

  public SendOutcome send(UserId sender, ConnectionId origin, Send send) {
    ChannelId channelId = switch (send.to()) {
      case ToChannel(ChannelId id) -> id;
      case ToUser(UserId peer) -> ChannelId.direct(sender, peer);
    };
    if (memberships.find(channelId, sender).isEmpty()) {
      switch (send.to()) {
        case ToChannel _ -> {
          return new Refused(Reason.NOT_A_MEMBER);
        }
        case ToUser _ when send.afterSeq() > 0 -> {
          return new Refused(Reason.UNKNOWN_SEQUENCE);
        }
        case ToUser(UserId peer) -> openDirectChannel.open(sender, peer);
      }
    }
    return appendMessage.append(
        new Draft(channelId, sender, send.clientMessageId(), send.afterSeq(), send.content(), Optional.of(origin)));
  }
}
