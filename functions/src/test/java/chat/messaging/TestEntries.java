package chat.messaging;

import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Message;
import chat.model.UserId;
import java.time.Instant;
import java.util.Optional;

/** Log entries for tests. */
public final class TestEntries {
  private TestEntries() {}

  public static LogEntry entry(Message message) {
    return new LogEntry(message, Optional.empty(), false, false,
        Optional.of(Fingerprint.of(message.clientMessageId(), message.content())), Amendments.NONE);
  }

  /** A text of seconds after 1970: as many as its seq. */
  public static LogEntry text(ChannelId channelId, long seq, UserId sender) {
    return entry(message(channelId, seq, sender, new Content.Text("text " + seq)));
  }

  public static Message message(ChannelId channelId, long seq, UserId sender, Content content) {
    return new Message(channelId, seq, sender, new ClientMessageId("m" + seq), Instant.ofEpochSecond(seq), content);
  }

  public static LogEntry from(ConnectionId origin, LogEntry entry) {
    return new LogEntry(entry.message(), Optional.of(origin), entry.express(), entry.announcement(),
        entry.fingerprint(), entry.amendments());
  }

  public static LogEntry express(LogEntry entry) {
    return new LogEntry(entry.message(), entry.origin(), true, entry.announcement(), entry.fingerprint(),
        entry.amendments());
  }
}
