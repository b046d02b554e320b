package chat.entrypoint;

import chat.messaging.ReadHistory;
import chat.messaging.ReadHistory.Slice;
import chat.model.Message;
import chat.wire.ClientAction.History;
import chat.wire.ClientAction.Range.After;
import chat.wire.ClientAction.Range.Around;
import chat.wire.ClientAction.Range.Before;
import chat.wire.FrameFit;
import chat.wire.ServerEvent;
import chat.wire.ServerEvent.Page;
import java.util.List;
import java.util.Optional;

/** Reads a page of messages, as many as a frame holds. */
public final class HistoryHandler extends ActionHandler<History> {
  private final ReadHistory readHistory;

  public HistoryHandler() {
    this(ChatApp.inLambda());
  }

  public HistoryHandler(ChatApp app) {
    super(History.class, app);
    this.readHistory = app.readHistory();
  }

  @Override
  Optional<ServerEvent> answer(History history, WebSocketEvent socket) {
    return Optional.of(readHistory.read(socket.userId(), history).<ServerEvent>map(slice -> {
      int fitting = FrameFit.most(slice.messages().size(), count -> page(history, slice, count));
      return page(history, slice, fitting);
    }).orElseGet(() -> Refusals.notAMember(history.requestId())));
  }

  /** Keeps the messages nearest to where the reader comes from. */
  private static Page page(History history, Slice slice, int count) {
    List<Message> all = slice.messages();
    int start = switch (history.range()) {
      case After _ -> 0;
      case Before _ -> all.size() - count;
      case Around(long seq) -> startAround(all, seq, count);
    };
    List<Message> kept = all.subList(start, start + count);
    boolean cutInDirection = history.range() instanceof Before ? start > 0 : start + count < all.size();
    return new Page(history.requestId(), history.channelId(), kept, slice.more() || cutInDirection, slice.first());
  }

  private static int startAround(List<Message> all, long seq, int count) {
    int middle = (int) all.stream().filter(message -> message.seq() < seq).count();
    return Math.clamp(middle - count / 2, 0, all.size() - count);
  }
}
