package chat.entrypoint;

import chat.watch.FindOnlineMembers;
import chat.watch.FindOnlineMembers.Outcome;
import chat.wire.ClientAction.Online;
import chat.wire.ErrorCode;
import chat.wire.FrameFit;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.OnlineMembers;
import chat.wire.ServerEvent.Refused;
import java.util.Optional;

/** Tells who of a channel's members is online, as many as a frame holds. */
public final class OnlineHandler extends ActionHandler<Online> {
  private final FindOnlineMembers findOnlineMembers;

  public OnlineHandler() {
    this(ChatApp.inLambda());
  }

  public OnlineHandler(ChatApp app) {
    super(Online.class, app);
    this.findOnlineMembers = app.findOnlineMembers();
  }

  @Override
  Optional<ServerEvent> answer(Online action, WebSocketEvent socket) {
    return Optional.of(switch (findOnlineMembers.find(socket.userId(), action.channelId())) {
      case Outcome.Online(var members) -> new OnlineMembers(action.requestId(), action.channelId(), members.subList(0,
          FrameFit.most(members.size(),
              count -> new OnlineMembers(action.requestId(), action.channelId(), members.subList(0, count)))));
      case Outcome.NotAMember() -> Refusals.notAMember(action.requestId());
      case Outcome.TooLarge() -> new Refused(action.requestId(), ErrorCode.CHANNEL_TOO_LARGE,
          "Who is online is told of channels with up to 200 members.");
    });
  }
}
