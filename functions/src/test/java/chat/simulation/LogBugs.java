package chat.simulation;

import chat.channel.StateChange;
import chat.messaging.Amendments;
import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.model.Change.Edit;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.Content.Deleted;
import chat.model.Message;
import chat.model.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Logs that are wrong in one thing. */
final class LogBugs {
  private static final Duration LAG = Duration.ofSeconds(2);

  private LogBugs() {}

  /** The writer does not recognise its own earlier try. */
  static MessageLog withoutTwinCheck(MessageLog log) {
    return reading(log, entry -> {
      Message message = entry.message();
      return with(entry,
          new Message(message.channelId(), message.seq(), message.sender(), new ClientMessageId("disguised"),
              message.sentAt(), message.content(), message.edited(), message.reactions()),
          entry.amendments());
    });
  }

  /** An older edit that comes late replaces what a newer one said. */
  static MessageLog withEditsAsTheyCome(MessageLog log) {
    return reading(log, entry -> with(entry, entry.message(),
        new Amendments(entry.amendments().revision(), List.of(), entry.amendments().marks())));
  }

  private static MessageLog reading(MessageLog log, UnaryOperator<LogEntry> disguise) {
    return new ForwardingMessageLog(log) {
      @Override
      public List<LogEntry> from(ChannelId channelId, long seq, int limit) {
        return super.from(channelId, seq, limit).stream().map(disguise).toList();
      }
    };
  }

  private static LogEntry with(LogEntry entry, Message message, Amendments amendments) {
    return new LogEntry(message, entry.origin(), entry.express(), entry.announcement(), entry.fingerprint(),
        amendments);
  }

  /** A read may lack one of the newest entries, as if it were eventually consistent. */
  static MessageLog eventuallyConsistent(MessageLog log, InstantSource clock) {
    return new ForwardingMessageLog(log) {
      @Override
      public List<LogEntry> from(ChannelId channelId, long seq, int limit) {
        return super.from(channelId, seq, limit).stream()
            .filter(entry -> entry.message().sentAt().isBefore(clock.instant().minus(LAG))
                || entry.message().seq() % 2 == 0)
            .toList();
      }
    };
  }

  /** Whatever the put says, the message is accepted. */
  static MessageLog acceptingInAdvance(MessageLog log) {
    return new ForwardingMessageLog(log) {
      @Override
      public boolean put(LogEntry entry, Optional<StateChange> change) {
        boolean stored = super.put(entry, change);
        return stored || change.isEmpty();
      }
    };
  }

  /** The writer takes {@code afterSeq} for granted, and puts behind it what tears a hole. */
  static MessageLog imaginingAfterSeq(MessageLog log, InstantSource clock) {
    return new ForwardingMessageLog(log) {
      @Override
      public List<LogEntry> from(ChannelId channelId, long seq, int limit) {
        List<LogEntry> found = super.from(channelId, seq, limit);
        return found.isEmpty() && seq > 1 && limit > 1 && super.from(channelId, seq - 1, 1).isEmpty()
            ? List.of(new LogEntry(
                new Message(channelId, seq, new UserId("nobody"), new ClientMessageId("imagined"),
                    clock.instant(), new Content.Text("imagined")),
                Optional.empty(), false, false, Optional.empty(), Amendments.NONE))
            : found;
      }
    };
  }

  /** A change of the channel is stored after its entry, not with it. */
  static MessageLog withChangesApart(MessageLog log, Tables tables) {
    return new ForwardingMessageLog(log) {
      @Override
      public boolean put(LogEntry entry, Optional<StateChange> change) {
        boolean stored = super.put(entry, Optional.empty());
        if (stored && change.isPresent()
            && super.find(entry.message().channelId(), entry.message().seq()).isPresent()) {
          tables.change(change.get(), entry.message().seq());
        }
        return stored;
      }
    };
  }

  /** What the edits of a deleted message said stays. */
  static MessageLog keepingEditsOfTheDeleted(MessageLog log) {
    return new ForwardingMessageLog(log) {
      @Override
      public boolean replace(LogEntry entry) {
        return (entry.message().content() instanceof Edit(long _, Content.Said said) && said instanceof Deleted)
            || super.replace(entry);
      }
    };
  }
}
