package chat.messaging;

import chat.messaging.Amendments.Mark;
import chat.model.Change;
import chat.model.Change.Edit;
import chat.model.Change.React;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Content.Deleted;
import chat.model.GroupChange;
import chat.model.Message;
import chat.model.UserId;
import java.util.List;
import java.util.Optional;

/**
 * A message as it stands in the log.
 *
 * @param origin the socket that sent it, which is answered and so needs no copy
 * @param express whether the send function posts it, so that the fan-out need not
 * @param announcement whether only admins may post after it: each entry hands on what holds, so that a writer, who has
 * seen the entry before, knows without another read
 * @param fingerprint of what was sent; empty once it is deleted, for it could tell a short text
 */
public record LogEntry(Message message, Optional<ConnectionId> origin, boolean express, boolean announcement,
    Optional<String> fingerprint, Amendments amendments) {

  private static final String ERASED_EMOJI = "-";

  public boolean isDeleted() {
    return message.content() instanceof Deleted;
  }

  /** Whether that send and this entry say the same. Of a deleted one nobody can tell, and nothing is lost by a yes. */
  boolean says(String otherFingerprint) {
    return fingerprint.isEmpty() || fingerprint.get().equals(otherFingerprint);
  }

  /** With what the edit says, unless a newer one did; the same if it was taken in before. */
  public LogEntry edited(long seq, Content.Said content) {
    if (amendments.edits().contains(seq)) {
      return this;
    }
    return with(seq > amendments.edited() ? content : message.content(), fingerprint, amendments.withEdit(seq));
  }

  /** Without what it said. Its edits stay known, for what they said must go as well. */
  public LogEntry deleted(UserId by) {
    if (isDeleted()) {
      return this;
    }
    return with(new Deleted(by), Optional.empty(),
        new Amendments(amendments.revision() + 1, amendments.edits(), List.of()));
  }

  public LogEntry marked(UserId userId, React reaction, long seq) {
    return with(message.content(), fingerprint,
        amendments.with(new Mark(userId, reaction.emoji(), seq, reaction.removed())));
  }

  /** An edit without what it said. */
  public LogEntry emptied(UserId by) {
    return message.content() instanceof Edit(long target, Content.Said content) && !(content instanceof Deleted)
        ? with(new Edit(target, new Deleted(by)), Optional.empty(), amendments.next())
        : this;
  }

  /** Without what its sender said by it. A reaction becomes one that was taken back, which says nothing. */
  LogEntry erased() {
    return switch (message.content()) {
      case Content.Said _ -> deleted(message.sender());
      case Edit _ -> emptied(message.sender());
      case React react when !react.emoji().equals(ERASED_EMOJI) ->
        with(new React(react.target(), ERASED_EMOJI, true), Optional.empty(), amendments.next());
      case Change _,GroupChange _ -> this;
    };
  }

  LogEntry withoutMarksOf(UserId userId) {
    return with(message.content(), fingerprint, amendments.withoutMarksOf(userId));
  }

  private LogEntry with(Content content, Optional<String> newFingerprint, Amendments newAmendments) {
    return new LogEntry(
        new Message(message.channelId(), message.seq(), message.sender(), message.clientMessageId(), message.sentAt(),
            content, newAmendments.edited(), newAmendments.reactions()),
        origin, express, announcement, newFingerprint, newAmendments);
  }
}
