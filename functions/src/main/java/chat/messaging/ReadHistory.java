package chat.messaging;

import chat.channel.Memberships;
import chat.model.Message;
import chat.model.UserId;
import chat.wire.ClientAction.History;
import chat.wire.ClientAction.Range.After;
import chat.wire.ClientAction.Range.Before;
import java.util.List;
import java.util.Optional;

/** Reads a member's messages, forwards or backwards. */
public final class ReadHistory {
  private final Memberships memberships;
  private final MessageLog log;

  public ReadHistory(Memberships memberships, MessageLog log) {
    this.memberships = memberships;
    this.log = log;
  }

  /** Messages in the order of seq, and whether the range goes on. */
  public record Slice(List<Message> messages, boolean more) {}

  /** Empty for whoever is not a member. */
  public Optional<Slice> read(UserId reader, History history) {
    if (memberships.find(history.channelId(), reader).isEmpty()) {
      return Optional.empty();
    }
    int limit = history.limit();
    List<Message> found = switch (history.range()) {
      case After(long seq) -> log.from(history.channelId(), seq + 1, limit + 1);
      case Before(long seq) -> log.before(history.channelId(), seq, limit + 1);
    };
    boolean more = found.size() > limit;
    if (!more) {
      return Optional.of(new Slice(found, false));
    }
    return Optional.of(switch (history.range()) {
      case After _ -> new Slice(found.subList(0, limit), true);
      case Before _ -> new Slice(found.subList(1, limit + 1), true);
    });
  }
}
