package chat.endtoend;

import chat.endtoend.HeldChannel.Holding;
import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A client as the protocol wants it: it repeats a send unchanged until it is answered, drops repeats, fills holes by
 * history, acknowledges, shows signs of life, and syncs when its socket opens, when the heads have followed what came just
 * before, and when it was forgotten. Everything happens on one thread of its own.
 */
@NullMarked
final class PatientClient implements ClientSocket.Owner, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int TRIES_ON_ONE_SOCKET = 2;
  private static final Duration RECONNECT = Duration.ofMillis(500);
  private static final Duration BUSY = Duration.ofMillis(500);
  private static final Duration ACK = Duration.ofMillis(900);
  private static final Duration OVERTAKING = Duration.ofMillis(200);
  /** Longer than a channel's head is behind its log. */
  private static final Duration HEADS_FOLLOW = Duration.ofSeconds(10);
  private static final Set<String> TRY_AGAIN = Set.of("BUSY", "INTERNAL");
  private static final double READS = 0.4;

  private final EmbeddedCloud cloud;
  private final String user;
  private final String name;
  private final SplittableRandom random;
  private final ScheduledExecutorService loop = Executors
      .newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private final Map<String, HeldChannel> channels = new LinkedHashMap<>();
  private final Map<String, Request> pending = new LinkedHashMap<>();
  private final Map<Wish, CompletableFuture<JsonObject>> unanswered = new LinkedHashMap<>();
  private final Set<String> filling = new LinkedHashSet<>();
  private final Set<String> toAcknowledge = new LinkedHashSet<>();
  private final Set<Wish> wishes = new LinkedHashSet<>();
  private final Map<String, Set<Long>> accepted = new TreeMap<>();
  private final Set<Entry> shown = new LinkedHashSet<>();
  private final List<String> complaints = new ArrayList<>();
  private @Nullable ClientSocket socket;
  private boolean open;
  private boolean syncing;
  private boolean syncAgain;
  private int requests;

  /** A question and what to do with its answer. */
  private record Request(String frame, Consumer<JsonObject> answer) {}

  /**
   * All that the client knows and ever saw.
   *
   * @param wishes all that it asked for, and those of them without an answer
   * @param accepted under each of its client message ids, where the server says that it stands
   * @param shown every entry that ever came, also what the device has lost since
   */
  record Testimony(String user, String name, Set<Wish> wishes, Set<Wish> unanswered, Map<String, Set<Long>> accepted,
      Set<Entry> shown, Map<String, Holding> channels, List<String> complaints) {
    Holding holding(String channelId) {
      return channels.getOrDefault(channelId, Holding.NOTHING);
    }
  }

  private PatientClient(EmbeddedCloud cloud, String user, String device, long seed) {
    this.cloud = cloud;
    this.user = user;
    this.name = user + "-" + device;
    this.random = new SplittableRandom(seed);
  }

  static PatientClient connect(EmbeddedCloud cloud, String user, String device, long seed) {
    PatientClient client = new PatientClient(cloud, user, device, seed);
    client.run(client::comeBack);
    return client;
  }

  String user() {
    return user;
  }

  // what its user does

  /** Completes with the final answer. */
  CompletableFuture<JsonObject> send(Wish.Outgoing outgoing) {
    return ask(() -> Wish.send(outgoing, channel(outgoing.channelId()).known()));
  }

  CompletableFuture<JsonObject> invite(String channelId) {
    return ask(() -> Wish.invite(channelId));
  }

  private CompletableFuture<JsonObject> ask(Supplier<Wish> wish) {
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    run(() -> {
      Wish made = wish.get();
      wishes.add(made);
      unanswered.put(made, answer);
      transmit(made);
    });
    return answer;
  }

  /** The network goes, and the device comes back with what it held some time ago. */
  void comeBackStale() {
    run(() -> {
      hangUp();
      channels.values().forEach(held -> held.loseAfter(Math.max(0, held.known() - random.nextInt(10))));
      reconnect();
    });
  }

  /** Syncs and acknowledges, as a client may at any time. */
  void catchUp() {
    run(() -> {
      sync();
      channels.keySet().forEach(this::acknowledge);
    });
  }

  Testimony testimony() {
    return CompletableFuture
        .supplyAsync(() -> new Testimony(user, name, Set.copyOf(wishes), Set.copyOf(unanswered.keySet()),
            accepted.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, seqs -> Set.copyOf(seqs.getValue()))),
            Set.copyOf(shown),
            channels.values().stream().collect(Collectors.toMap(HeldChannel::channelId, HeldChannel::holding)),
            List.copyOf(complaints)), loop)
        .join();
  }

  @Override
  public void close() {
    run(() -> {
      hangUp();
      loop.shutdownNow();
    });
  }

  // its thread

  private void run(Runnable step) {
    try {
      loop.execute(() -> {
        try {
          step.run();
        } catch (RuntimeException broken) {
          complaints.add(name + " broke: " + broken);
        }
      });
    } catch (RejectedExecutionException closed) {
      // nobody waits for it any more
    }
  }

  private void in(Duration delay, Runnable step) {
    try {
      var _ = loop.schedule(() -> run(step), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      // nobody waits for it any more
    }
  }

  /** Unless the socket is another one by then. */
  private void onThisSocketIn(Duration delay, Runnable step) {
    ClientSocket used = socket;
    in(delay, () -> {
      if (open && socket == used) {
        step.run();
      }
    });
  }

  // the socket

  private void comeBack() {
    if (socket == null) {
      socket = ClientSocket.open(cloud, user, this::run, this);
    }
  }

  private void reconnect() {
    in(RECONNECT, this::comeBack);
  }

  private void hangUp() {
    if (socket != null) {
      socket.abort();
    }
    socket = null;
    open = false;
    syncing = false;
    syncAgain = false;
    pending.clear();
    filling.clear();
  }

  @Override
  public void opened(ClientSocket which) {
    if (which == socket) {
      open = true;
      beat();
      sync();
      onThisSocketIn(HEADS_FOLLOW, this::sync);
      List.copyOf(unanswered.keySet()).forEach(this::transmit);
      channels.keySet().forEach(this::acknowledge);
    }
  }

  @Override
  public void lost(ClientSocket which) {
    if (which == socket) {
      hangUp();
      reconnect();
    }
  }

  @Override
  public void received(ClientSocket from, JsonObject frame) {
    // without an event it is the gateway's own, which names no request
    if (from == socket && frame.has("event")) {
      switch (frame.text("event")) {
        case "messages" -> frame.objects("messages").forEach(message -> take(Entry.read(message)));
        case "receipt" -> {
          if (frame.text("userId").equals(user)) {
            frame.objects("channels").forEach(
                cursor -> channel(cursor.text("channelId")).readUpTo(cursor.wholeNumber("read")));
          }
        }
        default -> frame.optionalText("requestId").map(pending::remove)
            .ifPresent(request -> request.answer().accept(frame));
      }
    }
  }

  // questions

  private void ask(String fields, Consumer<JsonObject> answer) {
    if (open) {
      String requestId = name + "-" + ++requests;
      Request request = new Request("{\"requestId\":\"" + requestId + "\"," + fields + "}", answer);
      pending.put(requestId, request);
      ask(requestId, request, 1);
    }
  }

  private void ask(String requestId, Request request, int tries) {
    if (socket != null) {
      socket.send(request.frame());
    }
    onThisSocketIn(PATIENCE, () -> {
      if (!pending.containsKey(requestId)) {
        return;
      }
      if (tries < TRIES_ON_ONE_SOCKET) {
        ask(requestId, request, tries + 1);
      } else {
        hangUp();
        reconnect();
      }
    });
  }

  private static boolean isFinal(JsonObject answer) {
    return answer.optionalText("code").filter(TRY_AGAIN::contains).isEmpty();
  }

  private void transmit(Wish wish) {
    ask(wish.fields(), answer -> {
      if (!isFinal(answer)) {
        onThisSocketIn(BUSY, () -> transmit(wish));
      } else {
        if (answer.text("event").equals("accepted")) {
          accepted(wish, answer);
        }
        Optional.ofNullable(unanswered.remove(wish)).ifPresent(asked -> asked.complete(answer));
      }
    });
  }

  /** What the server adds to a change of the group, the client has to fetch. */
  private void accepted(Wish wish, JsonObject answer) {
    long seq = answer.wholeNumber("seq");
    accepted.computeIfAbsent(wish.clientMessageId(), _ -> new LinkedHashSet<>()).add(seq);
    if (wish.text().isPresent()) {
      take(new Entry(wish.channelId(), seq, user, wish.clientMessageId(), "text", wish.text(), List.of()));
      return;
    }
    HeldChannel held = channel(wish.channelId());
    held.heardOf(seq);
    if (held.isListed()) {
      fill(wish.channelId());
    } else {
      sync();
    }
  }

  // receiving

  private HeldChannel channel(String channelId) {
    return channels.computeIfAbsent(channelId, _ -> new HeldChannel(channelId, user));
  }

  private void take(Entry entry) {
    shown.add(entry);
    HeldChannel held = channel(entry.channelId());
    held.take(entry);
    if (held.isMember() && !held.isListed()) {
      sync();
    }
    fill(entry.channelId());
    acknowledge(entry.channelId());
  }

  /** Waits a moment first, for frames may overtake each other. */
  private void fill(String channelId) {
    if (open && channel(channelId).hasHole() && filling.add(channelId)) {
      onThisSocketIn(OVERTAKING, () -> readOn(channelId));
    }
  }

  private void readOn(String channelId) {
    HeldChannel held = channel(channelId);
    if (!held.hasHole()) {
      filling.remove(channelId);
      return;
    }
    ask("\"action\":\"history\",\"channelId\":\"%s\",\"after\":%d".formatted(channelId, held.delivered()), answer -> {
      filling.remove(channelId);
      if (answer.text("event").equals("page")) {
        answer.objects("messages").forEach(message -> take(Entry.read(message)));
        fill(channelId);
      } else if (isFinal(answer)) {
        onThisSocketIn(BUSY, this::sync);
      } else {
        fill(channelId);
      }
    });
  }

  private void acknowledge(String channelId) {
    if (toAcknowledge.isEmpty()) {
      in(ACK, this::acknowledgeNow);
    }
    toAcknowledge.add(channelId);
  }

  private void acknowledgeNow() {
    List<String> cursors = new ArrayList<>();
    for (String channelId : toAcknowledge) {
      HeldChannel held = channel(channelId);
      if (held.isListed() && held.delivered() > 0) {
        if (random.nextDouble() < READS) {
          held.readUpTo(held.delivered());
        }
        cursors.add(cursor(held));
      }
    }
    toAcknowledge.clear();
    if (open && !cursors.isEmpty() && socket != null) {
      socket.send("{\"action\":\"ack\",\"channels\":[" + String.join(",", cursors) + "]}");
    }
  }

  /** What is read may be read on another device, and not be here yet. */
  private static String cursor(HeldChannel held) {
    return "{\"channelId\":\"%s\",\"delivered\":%d,\"read\":%d}".formatted(held.channelId(), held.delivered(),
        Math.min(held.read(), held.delivered()));
  }

  // catching up

  private void beat() {
    ask("\"action\":\"heartbeat\"", answer -> {
      onThisSocketIn(Duration.ofSeconds(answer.optionalWholeNumber("nextHeartbeatSeconds").orElse(BUSY.toSeconds())),
          this::beat);
      if (answer.optionalFlag("forgotten").orElse(false)) {
        sync();
      }
    });
  }

  private void sync() {
    if (syncing) {
      syncAgain = true;
    } else if (open) {
      syncing = true;
      List<HeldChannel> held = channels.values().stream().filter(HeldChannel::isMember).toList();
      sync(held.stream().map(PatientClient::cursor).collect(Collectors.joining(",")),
          held.stream().collect(Collectors.toMap(HeldChannel::channelId, HeldChannel::delivered)), Optional.empty());
    }
  }

  private void sync(String cursors, Map<String, Long> delivered, Optional<String> after) {
    ask("\"action\":\"sync\",\"cursors\":[" + cursors + "]" + after.map(",\"after\":\"%s\""::formatted).orElse(""),
        answer -> {
          answer.objects("channels").forEach(channel -> update(channel, delivered));
          Optional<String> next = answer.optionalText("next");
          if (next.isPresent()) {
            sync(cursors, delivered, next);
            return;
          }
          syncAgain |= !answer.text("event").equals("synced");
          syncing = false;
          if (syncAgain) {
            syncAgain = false;
            onThisSocketIn(BUSY, this::sync);
          }
        });
  }

  private void update(JsonObject update, Map<String, Long> delivered) {
    HeldChannel held = channel(update.text("channelId"));
    if (update.has("left")) {
      held.left(update.wholeNumber("left"));
      return;
    }
    long head = update.wholeNumber("head");
    long read = update.wholeNumber("read");
    if (update.wholeNumber("unread") != Math.max(0, head - read)) {
      complaints.add("G6: " + name + " is told of " + update.wholeNumber("unread") + " unread, with head " + head
          + " and read " + read);
    }
    held.listed(update.wholeNumber("first"), head, read);
    List<Entry> entries = update.objects("messages").stream().map(Entry::read).toList();
    requireRun(entries, delivered.getOrDefault(held.channelId(), 0L));
    entries.forEach(this::take);
    fill(held.channelId());
    acknowledge(held.channelId());
  }

  /** A later page goes on where the one before ended. */
  private void requireRun(List<Entry> entries, long after) {
    for (int index = 0; index < entries.size(); index++) {
      long seq = entries.get(index).seq();
      if (seq <= after || seq != entries.getFirst().seq() + index) {
        complaints.add("G5: " + name + " asked for what comes after " + after + " and got "
            + entries.stream().map(Entry::seq).toList());
        return;
      }
    }
  }
}
