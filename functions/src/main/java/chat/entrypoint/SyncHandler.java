package chat.entrypoint;

import chat.channel.ListChannels;
import chat.channel.ListChannels.Slice;
import chat.model.ChannelId;
import chat.model.Conversation;
import chat.wire.ClientAction.Sync;
import chat.wire.FrameFit;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.Synced;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the caller's channels, as many as a frame holds. */
public final class SyncHandler extends ActionHandler<Sync> {
  private final ListChannels listChannels;

  public SyncHandler() {
    this(ChatApp.inLambda());
  }

  public SyncHandler(ChatApp app) {
    super(Sync.class);
    this.listChannels = app.listChannels();
  }

  @Override
  Optional<ServerEvent> answer(Sync sync, WebSocketEvent socket) {
    Slice slice = listChannels.list(socket.userId(), sync.after());
    List<Conversation> channels = slice.conversations();
    int fitting = FrameFit.most(channels.size(), count -> synced(sync, socket, slice, count));
    return Optional.of(synced(sync, socket, slice, fitting));
  }

  private static Synced synced(Sync sync, WebSocketEvent socket, Slice slice, int count) {
    List<Conversation> channels = slice.conversations().subList(0, count);
    return new Synced(sync.requestId(), socket.userId(), channels, next(slice, channels));
  }

  private static @Nullable ChannelId next(Slice slice, List<Conversation> sent) {
    return sent.size() < slice.conversations().size() ? sent.getLast().channel().id() : slice.next().orElse(null);
  }
}
