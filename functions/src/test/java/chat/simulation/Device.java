package chat.simulation;

import chat.json.JsonObject;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Cursor;
import chat.model.GroupChange;
import chat.model.InviteCode;
import chat.model.Message;
import chat.model.UserId;
import chat.wire.MessageJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client as the protocol wants it: it drops repeats, fills holes, acknowledges, repeats what is not answered, syncs when
 * its socket opens, again when the heads have followed what came just before, and when it was forgotten, and puts edits, deletions and reactions together.
 */
final class Device {
  private static final long LEAST_PATIENCE_MICROS = Timeline.millis(4_000);
  private static final long MOST_PATIENCE_MICROS = Timeline.millis(6_000);
  private static final int TRIES_ON_ONE_SOCKET = 2;
  private static final long RECONNECT_MICROS = Timeline.millis(2_000);
  private static final long BUSY_MICROS = Timeline.millis(1_000);
  private static final long ACK_MICROS = Timeline.millis(900);
  private static final long HOLE_MICROS = Timeline.millis(400);
  private static final double READS = 0.4;
  /** Longer than a channel's head is behind its log. */
  private static final long HEADS_FOLLOW_MICROS = Timeline.millis(10_000);

  private final UserId userId;
  private final String name;
  private final Timeline timeline;
  private final Chance chance;
  private final Gateway gateway;
  private final History history;
  private final Verdicts verdicts;
  private final Map<ChannelId, Held> channels = new LinkedHashMap<>();
  private final Map<ClientMessageId, Outgoing> outbox = new LinkedHashMap<>();
  private final Map<ClientMessageId, Outgoing> sent = new LinkedHashMap<>();
  private final Map<String, Request> pending = new LinkedHashMap<>();
  private final Set<ChannelId> filling = new LinkedHashSet<>();
  private final Set<ChannelId> toAcknowledge = new LinkedHashSet<>();
  private @Nullable Socket socket;
  private boolean open;
  private boolean away = true;
  private boolean syncing;
  private boolean syncAgain;
  private int requests;

  /** A question and what to do with its answer. */
  private record Request(Lambda lambda, String frame, Consumer<JsonObject> answer) {}

  Device(UserId userId, String name, Timeline timeline, Chance chance, Gateway gateway, History history,
      Verdicts verdicts) {
    this.userId = userId;
    this.name = name;
    this.timeline = timeline;
    this.chance = chance;
    this.gateway = gateway;
    this.history = history;
    this.verdicts = verdicts;
  }

  UserId userId() {
    return userId;
  }

  boolean isOpen() {
    return open;
  }

  Optional<Socket> socket() {
    return Optional.ofNullable(socket);
  }

  Collection<Held> channels() {
    return channels.values();
  }

  Held channel(ChannelId channelId) {
    return channels.computeIfAbsent(channelId, _ -> new Held(userId, channelId));
  }

  boolean isDone() {
    return outbox.isEmpty();
  }

  // the socket

  /** The user picks the device up. */
  void comeBack() {
    away = false;
    if (socket == null) {
      socket = gateway.open(this);
    }
  }

  /** The user puts the device away. */
  void goAway() {
    away = true;
    hangUp();
  }

  private void hangUp() {
    Socket old = socket;
    if (old != null) {
      dropSocket();
      gateway.close(old);
    }
  }

  private void dropSocket() {
    socket = null;
    open = false;
    syncing = false;
    syncAgain = false;
    pending.clear();
    filling.clear();
  }

  void opened(Socket which) {
    if (which != socket) {
      return;
    }
    open = true;
    sync();
    timeline.in(HEADS_FOLLOW_MICROS, () -> {
      if (socket == which) {
        sync();
      }
    });
    outbox.values().forEach(this::transmit);
    channels.values().forEach(held -> acknowledge(held.channelId()));
  }

  /** The client notices that its socket is gone. */
  void lost(Socket which) {
    if (which == socket) {
      history.note(() -> this + " notices the loss of " + which);
      dropSocket();
      reconnect();
    }
  }

  private void reconnect() {
    timeline.in(chance.between(0, RECONNECT_MICROS), () -> {
      if (!away) {
        comeBack();
      }
    });
  }

  // questions

  private void ask(Lambda lambda, String requestId, String frame, Consumer<JsonObject> answer) {
    Request request = new Request(lambda, frame, answer);
    pending.put(requestId, request);
    ask(requestId, request, 1);
  }

  private void ask(String requestId, Request request, int attempt) {
    Socket used = socket;
    if (used == null) {
      return;
    }
    gateway.up(used, request.lambda(), request.frame());
    timeline.in(chance.between(LEAST_PATIENCE_MICROS, MOST_PATIENCE_MICROS), () -> {
      if (socket != used || !request.equals(pending.get(requestId))) {
        return;
      }
      if (attempt < TRIES_ON_ONE_SOCKET) {
        ask(requestId, request, attempt + 1);
      } else {
        hangUp();
        reconnect();
      }
    });
  }

  private String newRequestId() {
    return name + "-" + ++requests;
  }

  void receive(Socket from, JsonObject event) {
    if (from != socket || !event.has("event")) {
      return;
    }
    switch (event.text("event")) {
      case "messages" -> event.objects("messages").forEach(message -> take(MessageJson.read(message)));
      case "receipt" -> {
        if (event.text("userId").equals(userId.value())) {
          event.objects("channels").forEach(
              cursor -> channel(new ChannelId(cursor.text("channelId"))).read(cursor.wholeNumber("read")));
        }
      }
      default -> event.optionalText("requestId").map(pending::remove)
          .ifPresentOrElse(request -> request.answer().accept(event), () -> acceptedLate(event));
    }
  }

  // sending

  void send(Outgoing outgoing) {
    sent.put(outgoing.id(), outgoing);
    outbox.put(outgoing.id(), outgoing);
    if (open) {
      transmit(outgoing);
    }
  }

  private void transmit(Outgoing outgoing) {
    String requestId = newRequestId();
    ask(Lambda.SEND, requestId, ClientFrames.send(requestId, outgoing), event -> {
      if (event.text("event").equals("accepted")) {
        outbox.remove(outgoing.id());
        accepted(outgoing, event);
      } else if (Ledger.isFinal(event.text("code"))) {
        outbox.remove(outgoing.id());
      } else {
        timeline.in(BUSY_MICROS, () -> {
          if (open && outbox.containsKey(outgoing.id())) {
            transmit(outgoing);
          }
        });
      }
    });
  }

  /** A try that was thought lost may come to its end after a later one was answered, even refused. */
  private void acceptedLate(JsonObject event) {
    if (event.text("event").equals("accepted")) {
      Optional.ofNullable(sent.get(new ClientMessageId(event.text("clientMessageId"))))
          .ifPresent(outgoing -> accepted(outgoing, event));
    }
  }

  /** What the server adds to a change of the group, the client has to fetch. */
  private void accepted(Outgoing outgoing, JsonObject event) {
    ChannelId channelId = new ChannelId(event.text("channelId"));
    long seq = event.wholeNumber("seq");
    if (outgoing.content() instanceof GroupChange) {
      Held held = channel(channelId);
      held.heardOf(seq);
      if (outgoing.content() instanceof GroupChange.Join || outgoing.content() instanceof GroupChange.Create) {
        held.comesBy(seq);
      }
      if (!held.isListed()) {
        sync();
      }
      fill(channelId);
    } else {
      take(new Message(channelId, seq, userId, outgoing.id(), Instant.ofEpochMilli(event.wholeNumber("sentAt")),
          outgoing.content()));
    }
  }

  // receiving

  private void take(Message message) {
    Held held = channel(message.channelId());
    held.take(message);
    if (held.isMember() && !held.isListed()) {
      sync();
    }
    fill(message.channelId());
    acknowledge(message.channelId());
  }

  /** Waits a moment first, for frames may overtake each other. */
  private void fill(ChannelId channelId) {
    if (!open || !channel(channelId).hasHole() || !filling.add(channelId)) {
      return;
    }
    Socket used = socket;
    timeline.in(chance.between(0, HOLE_MICROS), () -> {
      if (socket == used) {
        readOn(channelId);
      }
    });
  }

  private void readOn(ChannelId channelId) {
    Held held = channel(channelId);
    if (!held.hasHole()) {
      filling.remove(channelId);
      return;
    }
    String requestId = newRequestId();
    ask(Lambda.HISTORY, requestId, ClientFrames.history(requestId, channelId, held.delivered()), event -> {
      filling.remove(channelId);
      if (event.text("event").equals("page")) {
        held.mayReadFrom(event.wholeNumber("first"));
        event.objects("messages").forEach(message -> take(MessageJson.read(message)));
        fill(channelId);
      } else if (Ledger.isFinal(event.text("code"))) {
        timeline.in(BUSY_MICROS, this::sync);
      } else {
        fill(channelId);
      }
    });
  }

  private void acknowledge(ChannelId channelId) {
    if (toAcknowledge.isEmpty()) {
      timeline.in(chance.between(0, ACK_MICROS), this::acknowledgeNow);
    }
    toAcknowledge.add(channelId);
  }

  private void acknowledgeNow() {
    List<Cursor> cursors = new ArrayList<>();
    for (ChannelId channelId : toAcknowledge) {
      Held held = channel(channelId);
      if (held.isListed() && held.delivered() > 0) {
        if (chance.happens(READS)) {
          held.read(held.delivered());
        }
        cursors.add(cursor(held));
      }
    }
    toAcknowledge.clear();
    if (open && !cursors.isEmpty() && socket != null) {
      gateway.up(socket, Lambda.ACK, ClientFrames.ack(cursors));
    }
  }

  /** What is read may be read on another device, and not be here yet. */
  private static Cursor cursor(Held held) {
    return new Cursor(held.channelId(), held.delivered(), Math.min(held.read(), held.delivered()));
  }

  // catching up

  void beat() {
    if (open) {
      String requestId = newRequestId();
      ask(Lambda.HEARTBEAT, requestId, ClientFrames.heartbeat(requestId), event -> {
        if (event.optionalFlag("forgotten").orElse(false)) {
          sync();
        }
      });
    }
  }

  void sync() {
    if (!open) {
      return;
    }
    if (syncing) {
      syncAgain = true;
      return;
    }
    syncing = true;
    sync(channels.values().stream().filter(Held::isMember).map(Device::cursor).toList(), Optional.empty());
  }

  private void sync(List<Cursor> cursors, Optional<String> after) {
    String requestId = newRequestId();
    ask(Lambda.SYNC, requestId, ClientFrames.sync(requestId, cursors, after), event -> {
      if (event.text("event").equals("synced")) {
        event.objects("channels").forEach(channel -> update(channel, cursors));
        Optional<String> next = event.optionalText("next");
        if (next.isPresent()) {
          sync(cursors, next);
          return;
        }
      } else {
        syncAgain = true;
      }
      syncing = false;
      // what the user came into a moment ago may not be listed yet
      if (syncAgain || channels.values().stream().anyMatch(held -> held.isMember() && !held.isListed())) {
        syncAgain = false;
        timeline.in(BUSY_MICROS, this::sync);
      }
    });
  }

  private void update(JsonObject json, List<Cursor> cursors) {
    ChannelId channelId = new ChannelId(json.text("channelId"));
    Held held = channel(channelId);
    if (json.has("left")) {
      held.left(json.wholeNumber("left"));
      return;
    }
    long head = json.wholeNumber("head");
    long read = json.wholeNumber("read");
    long first = json.wholeNumber("first");
    long unread = json.wholeNumber("unread");
    verdicts.require(unread == Math.max(0, head - read), Promise.G6,
        () -> this + " is told of " + unread + " unread, with head " + head + " and read " + read);
    held.listed(first, head, read);
    List<Message> messages = json.objects("messages").stream().map(MessageJson::read).toList();
    cursors.stream().filter(cursor -> cursor.channelId().equals(channelId)).findFirst()
        .ifPresent(cursor -> requireRun(messages, Math.max(cursor.delivered() + 1, first)));
    messages.forEach(this::take);
    fill(channelId);
    acknowledge(channelId);
  }

  /** A later page goes on where the one before ended. */
  private void requireRun(List<Message> messages, long from) {
    for (int index = 0; index < messages.size(); index++) {
      long seq = messages.get(index).seq();
      verdicts.require(seq == messages.getFirst().seq() + index && seq >= from, Promise.G5,
          () -> this + " asked for what comes from " + from + " on and got "
              + messages.stream().map(Message::seq).toList());
    }
  }

  void askForInvite(ChannelId channelId, Consumer<InviteCode> then) {
    String requestId = newRequestId();
    ask(Lambda.INVITE, requestId, ClientFrames.invite(requestId, channelId), event -> {
      if (event.text("event").equals("invite")) {
        then.accept(InviteCode.parse(event.text("invite")));
      }
    });
  }

  /** The device comes back with what it held some time ago. */
  void loseAfter(ChannelId channelId, long seq) {
    channel(channelId).loseAfter(seq);
  }

  @Override
  public String toString() {
    return name;
  }
}
