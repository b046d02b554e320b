package chat.entrypoint;

import chat.delivery.TellTyping;
import chat.wire.ClientAction.Typing;
import chat.wire.ServerEvent;
import java.util.Optional;

/** Passes on that the caller is writing. */
public final class TypingHandler extends ActionHandler<Typing> {
  private final TellTyping tellTyping;

  public TypingHandler() {
    this(ChatApp.inLambda());
  }

  public TypingHandler(ChatApp app) {
    super(Typing.class, app);
    this.tellTyping = app.tellTyping();
  }

  @Override
  Optional<ServerEvent> answer(Typing typing, WebSocketEvent socket) {
    return tellTyping.tell(socket.userId(), typing.channelId())
        ? Optional.empty()
        : Optional.of(Refusals.notAMember(typing.requestId()));
  }
}
