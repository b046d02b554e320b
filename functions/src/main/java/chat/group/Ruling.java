package chat.group;

import chat.channel.StateChange;
import chat.messaging.SendOutcome.Reason;
import chat.model.Content;

/** What the rules say about a change of a channel. */
sealed interface Ruling {
  /** {@code content}: what the entry says, with what only the server knows. */
  record Allowed(Content content, StateChange change) implements Ruling {}

  record Denied(Reason reason) implements Ruling {}
}
