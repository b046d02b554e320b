package chat.messaging;

import chat.channel.Memberships;
import chat.model.ChannelId;
import chat.model.Membership;
import chat.model.Message;
import chat.model.UserId;
import chat.wire.ClientAction.History;
import chat.wire.ClientAction.Range.After;
import chat.wire.ClientAction.Range.Around;
import chat.wire.ClientAction.Range.Before;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a member may read of a channel: forwards, backwards, or around a message. */
public final class ReadHistory {
  private final Memberships memberships;
  private final MessageLog log;

  public ReadHistory(Memberships memberships, MessageLog log) {
    this.memberships = memberships;
    this.log = log;
  }

  /**
   * A run of messages.
   *
   * @param more whether the range holds more in its direction; around a message, upwards
   * @param first the lowest seq that the reader may read
   */
  public record Slice(List<Message> messages, boolean more, long first) {}

  /** Empty for whoever is not a member. */
  public Optional<Slice> read(UserId reader, History history) {
    return memberships.find(history.channelId(), reader).map(place -> read(place, history))
        .flatMap(slice -> asOfNow(reader, history.channelId(), slice));
  }

  /** Who was removed from a group while the log was read gets nothing of what came after. */
  private Optional<Slice> asOfNow(UserId reader, ChannelId channelId, Slice slice) {
    return channelId.isDirect()
        ? Optional.of(slice)
        : memberships.find(channelId, reader).map(place -> new Slice(
            slice.messages().stream().filter(message -> place.sees(message.seq())).toList(), slice.more(),
            place.readableFrom()));
  }

  private Slice read(Membership place, History history) {
    int limit = history.limit();
    return switch (history.range()) {
      case After(long seq) -> upwards(place, List.of(), seq + 1, limit);
      case Around(long seq) -> upwards(place, downwards(place, seq, limit / 2), seq, limit - limit / 2);
      case Before(long seq) -> {
        List<Message> found = downwards(place, seq, limit + 1);
        boolean more = found.size() > limit;
        yield new Slice(more ? found.subList(1, limit + 1) : found, more, place.readableFrom());
      }
    };
  }

  private Slice upwards(Membership place, List<Message> below, long seq, int limit) {
    List<Message> found = log.from(place.channelId(), Math.max(seq, place.readableFrom()), limit + 1).stream()
        .map(LogEntry::message).toList();
    return new Slice(Stream.concat(below.stream(), found.stream().limit(limit)).toList(), found.size() > limit,
        place.readableFrom());
  }

  private List<Message> downwards(Membership place, long seq, int limit) {
    return limit == 0
        ? List.of()
        : log.before(place.channelId(), seq, limit).stream().map(LogEntry::message)
            .filter(message -> place.sees(message.seq())).toList();
  }
}
