package chat.entrypoint;

import chat.channel.ListChannels;
import chat.channel.ListChannels.Slice;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.wire.ClientAction.Sync;
import chat.wire.FrameFit;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.Synced;
import java.util.List;
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
  ServerEvent answer(Sync sync, WebSocketEvent socket) {
    Slice slice = listChannels.list(socket.userId(), sync.after());
    List<Channel> channels = slice.channels();
    int fitting = FrameFit.most(channels.size(), count -> synced(sync, socket, slice, count));
    return synced(sync, socket, slice, fitting);
  }

  private static Synced synced(Sync sync, WebSocketEvent socket, Slice slice, int count) {
    List<Channel> channels = slice.channels().subList(0, count);
    return new Synced(sync.requestId(), socket.userId(), channels, next(slice, channels));
  }

  private static @Nullable ChannelId next(Slice slice, List<Channel> sent) {
    return sent.size() < slice.channels().size() ? sent.getLast().id() : slice.next().orElse(null);
  }
}
