package chat.entrypoint;

import chat.messaging.Sync.Slice;
import chat.model.ChannelId;
import chat.model.SyncPosition;
import chat.wire.ClientAction.Sync;
import chat.wire.FrameFit;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.ChannelUpdate;
import chat.wire.ServerEvent.Synced;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what the caller's client does not know, as much as a frame holds. */
public final class SyncHandler extends ActionHandler<Sync> {
  private final chat.messaging.Sync sync;

  public SyncHandler() {
    this(ChatApp.inLambda());
  }

  public SyncHandler(ChatApp app) {
    super(Sync.class, app);
    this.sync = app.sync();
  }

  @Override
  Optional<ServerEvent> answer(Sync action, WebSocketEvent socket) {
    Slice slice = sync.since(socket.userId(), action.cursors(), action.after());
    int whole = slice.updates().stream().mapToInt(update -> 1 + update.messages().size()).sum();
    int fitting = FrameFit.most(whole, count -> synced(action, socket, slice, count));
    return Optional.of(synced(action, socket, slice, fitting));
  }

  /** With the first {@code count} of all channels and messages, each channel before its messages. */
  private static Synced synced(Sync action, WebSocketEvent socket, Slice slice, int count) {
    List<ChannelUpdate> updates = new ArrayList<>();
    int room = count;
    for (ChannelUpdate update : slice.updates()) {
      // the first channel goes out with one of its messages at least, so every page gets further
      int kept = Math.min(Math.max(room - 1, updates.isEmpty() ? 1 : 0), update.messages().size());
      boolean cut = kept < update.messages().size();
      if (room <= 0 || (cut && kept == 0)) {
        return new Synced(action.requestId(), socket.userId(), updates, position(updates));
      }
      room -= 1 + kept;
      updates.add(
          new ChannelUpdate(update.conversation(), update.messages().subList(0, kept), update.more() || cut));
      if (cut) {
        return new Synced(action.requestId(), socket.userId(), updates, position(updates));
      }
    }
    return new Synced(action.requestId(), socket.userId(), updates, slice.next().orElse(null));
  }

  /** Behind the last message that goes out, or behind its channel if that is complete. */
  private static SyncPosition position(List<ChannelUpdate> sent) {
    if (sent.isEmpty()) {
      throw new IllegalStateException("A channel and one of its messages must fit into a frame.");
    }
    ChannelUpdate last = sent.getLast();
    ChannelId channelId = last.conversation().channel().id();
    return last.more()
        ? new SyncPosition(channelId, last.messages().getLast().seq())
        : SyncPosition.past(channelId);
  }
}
