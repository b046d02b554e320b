package chat.simulation;

import static java.util.Objects.requireNonNull;

import chat.json.JsonObject;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Message;
import chat.model.UserId;
import chat.wire.MessageJson;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the server ever said to anybody: all answers to each send, and every message that was shown to each user. */
final class Ledger {
  private static final Set<String> ALWAYS_WRONG = Set.of("ID_REUSED", "BEHIND", "INVALID", "MALFORMED", "TOO_LARGE",
      "UNKNOWN_ACTION");
  private static final Set<String> TRY_AGAIN = Set.of("BUSY", "INTERNAL");

  private final Tables tables;
  private final Verdicts verdicts;
  private final Map<Sending, Outgoing> sendings = new LinkedHashMap<>();
  private final Map<Sending, Set<Long>> accepted = new LinkedHashMap<>();
  private final Map<UserId, Map<Place, String>> shown = new LinkedHashMap<>();

  Ledger(Tables tables, Verdicts verdicts) {
    this.tables = tables;
    this.verdicts = verdicts;
  }

  record Sending(UserId sender, ClientMessageId id) {}

  record Place(ChannelId channelId, long seq) {}

  /** A frame as it came to a function. {@code before}: where the send stood in the log by then, if it was one. */
  record Asked(Optional<Sending> sending, Optional<Long> before) {}

  static boolean isFinal(String code) {
    return !TRY_AGAIN.contains(code);
  }

  void sends(UserId sender, Outgoing outgoing) {
    sendings.put(new Sending(sender, outgoing.id()), outgoing);
  }

  Asked asked(UserId userId, Lambda lambda, String frame) {
    Optional<Sending> sending = lambda == Lambda.SEND
        ? Optional.of(new Sending(userId, new ClientMessageId(JsonObject.parse(frame).text("clientMessageId"))))
        : Optional.empty();
    return new Asked(sending, sending.flatMap(this::stored).map(Message::seq));
  }

  private Optional<Message> stored(Sending sending) {
    return tables.stored(outgoing(sending).channelId()).stream()
        .filter(message -> message.isFrom(sending.sender(), sending.id())).findFirst();
  }

  void answered(Asked asked, String frame) {
    JsonObject event = JsonObject.parse(frame);
    if (asked.sending().isEmpty()) {
      return;
    }
    Sending sending = asked.sending().get();
    if (event.text("event").equals("accepted")) {
      long seq = event.wholeNumber("seq");
      accepted.computeIfAbsent(sending, _ -> new LinkedHashSet<>()).add(seq);
      verdicts.require(stored(sending).filter(message -> message.seq() == seq).isPresent(), Promise.G1,
          () -> sending + " was accepted as " + seq + ", and is not in the log there");
      return;
    }
    String code = event.text("code");
    verdicts.require(!ALWAYS_WRONG.contains(code)
        && (!code.equals("UNKNOWN_SEQUENCE") || outgoing(sending).isAhead()), Promise.G2,
        () -> sending + " was refused: " + code);
    verdicts.require(!isFinal(code) || asked.before().isEmpty(), Promise.G2,
        () -> sending + " was refused with " + code + " though it is in the log as " + asked.before());
  }

  void shown(UserId userId, JsonObject event) {
    event.objects("messages").forEach(message -> shown(userId, MessageJson.read(message), "message"));
    event.objects("channels").forEach(channel -> {
      channel.objects("messages").forEach(message -> shown(userId, MessageJson.read(message), "sync"));
      channel.optionalObject("lastMessage")
          .ifPresent(message -> shown(userId, MessageJson.read(message), "last message of a sync"));
    });
  }

  private void shown(UserId userId, Message message, String how) {
    shown.computeIfAbsent(userId, _ -> new LinkedHashMap<>()).putIfAbsent(new Place(message.channelId(), message.seq()),
        how);
  }

  Map<Sending, Set<Long>> accepted() {
    return accepted;
  }

  Outgoing outgoing(Sending sending) {
    return requireNonNull(sendings.get(sending));
  }

  Map<UserId, Map<Place, String>> shown() {
    return shown;
  }
}
