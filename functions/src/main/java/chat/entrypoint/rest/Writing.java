package chat.entrypoint.rest;

import chat.entrypoint.ChatApp;
import chat.entrypoint.Refusals;
import chat.entrypoint.Sends;
import chat.messaging.AssumeCursor;
import chat.messaging.LogEntry;
import chat.messaging.SendOutcome;
import chat.messaging.SendOutcome.AlreadyAppended;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SendOutcome.Reason;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.UserId;
import chat.wire.ClientAction.Destination.ByInvite;
import chat.wire.ClientAction.Destination.ToChannel;
import chat.wire.ClientAction.Destination.ToNewGroup;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.Send;
import chat.wire.ServerEvent.Accepted;
import chat.wire.WireCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Appends to a channel's log for a request, which comes from no socket and may name no place in the log. */
final class Writing {
  private final Sends sends;
  private final AssumeCursor assumeCursor;
  private final RandomGenerator random;

  Writing(ChatApp app) {
    this.sends = new Sends(app);
    this.assumeCursor = app.assumeCursor();
    this.random = app.random();
  }

  SendOutcome send(UserId sender, Send send) {
    return sends.outcome(sender, null, send);
  }

  /** For a caller who keeps no cursors, whatever {@code afterSeq} the send has. */
  SendOutcome sendWithoutCursor(UserId sender, Send send) {
    long after = switch (send.to()) {
      case ToChannel(ChannelId channelId) -> assumeCursor.ofRepeatable(channelId);
      case ToUser(UserId peer) -> assumeCursor.ofRepeatable(ChannelId.direct(sender, peer));
      case ToNewGroup _,ByInvite _ -> send.afterSeq();
    };
    return send(sender, new Send(null, send.to(), send.clientMessageId(), after, send.content()));
  }

  /** A change of a channel. Without a key it cannot be repeated, so no earlier try is looked for. */
  SendOutcome change(UserId actor, ChannelId channelId, Optional<ClientMessageId> key, Content change) {
    long after = key.isPresent() ? assumeCursor.ofRepeatable(channelId) : assumeCursor.newest(channelId);
    return send(actor, new Send(null, new ToChannel(channelId),
        key.orElseGet(() -> ClientMessageId.random(random)), after, change));
  }

  /** Where the entry is, and by the status whether this very request has stored it. */
  static Response created(SendOutcome outcome) {
    return switch (outcome) {
      case Appended(LogEntry entry) -> Response.created(place(entry));
      case AlreadyAppended(LogEntry entry) -> Response.ok(place(entry));
      case SendOutcome.Refused(Reason reason) -> refused(reason);
      case SendOutcome.TooOften(Duration wait) -> Problem.of(Refusals.tooOften(null, wait));
    };
  }

  /** Where the entry is that tells of the change. */
  static Response changed(SendOutcome outcome) {
    return switch (outcome) {
      case Appended(LogEntry entry) -> Response.ok(place(entry));
      case AlreadyAppended(LogEntry entry) -> Response.ok(place(entry));
      case SendOutcome.Refused(Reason reason) -> refused(reason);
      case SendOutcome.TooOften(Duration wait) -> Problem.of(Refusals.tooOften(null, wait));
    };
  }

  /** Nothing, since what was asked for is gone. */
  static Response removed(SendOutcome outcome) {
    return switch (outcome) {
      case Appended _,AlreadyAppended _ -> Response.noContent();
      case SendOutcome.Refused(Reason reason) -> refused(reason);
      case SendOutcome.TooOften(Duration wait) -> Problem.of(Refusals.tooOften(null, wait));
    };
  }

  private static String place(LogEntry entry) {
    return WireCodec.encodeBody(new Accepted(null, entry.message()));
  }

  private static Response refused(Reason reason) {
    return Problem.of(Refusals.of(null, reason));
  }
}
