package chat.watch;

import chat.json.JsonObject;
import chat.model.PresenceState;
import chat.model.UserId;
import chat.simulation.Chance;
import chat.simulation.Timeline;
import chat.watch.PresenceFunctions.Name;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A device that follows the protocol: it beats at the pace it is told, and believes the newest word of each user. */
final class PresenceClient {
  private static final long RECONNECT_MICROS = Timeline.millis(4_000);
  private static final long UNANSWERED_MICROS = Timeline.millis(2_000);

  private final UserId userId;
  private final String name;
  private final Timeline timeline;
  private final Chance chance;
  private final Lines lines;
  private final Map<UserId, Word> words = new HashMap<>();
  private @Nullable Line line;
  private boolean open;
  private boolean wanted;
  private boolean away;
  private @Nullable Boolean doNotDisturb;
  private long paceMicros;
  private long beatMicros;
  private long beats;

  /** What it was told last. */
  record Word(long version, PresenceState state) {
    boolean isOlderThan(Word other) {
      return version < other.version || (version == other.version && state.compareTo(other.state) < 0);
    }
  }

  PresenceClient(UserId userId, String name, Timeline timeline, Chance chance, Lines lines) {
    this.userId = userId;
    this.name = name;
    this.timeline = timeline;
    this.chance = chance;
    this.lines = lines;
  }

  UserId userId() {
    return userId;
  }

  boolean isOpen() {
    return open;
  }

  boolean isWanted() {
    return wanted;
  }

  /** Who was never spoken of is not there. */
  PresenceState wordOf(UserId other) {
    return words.getOrDefault(other, new Word(0, PresenceState.OFFLINE)).state();
  }

  void comeIn() {
    wanted = true;
    if (line == null) {
      line = lines.open(this);
    }
  }

  void goOut() {
    leave(lines::close);
  }

  /** Without a word; {@code noticed}: whether the gateway may see it some time. */
  void vanish(boolean noticed) {
    leave(left -> lines.silence(left, noticed));
  }

  private void leave(Consumer<Line> how) {
    wanted = false;
    Line left = line;
    line = null;
    open = false;
    if (left != null) {
      how.accept(left);
    }
  }

  void opened(Line opened) {
    if (opened != line) {
      lines.silence(opened, true);
      return;
    }
    open = true;
    words.clear();
    paceMicros = 0;
    beat();
  }

  void lost(Line lost) {
    if (lost == line) {
      line = null;
      open = false;
      timeline.in(chance.between(0, RECONNECT_MICROS), () -> {
        if (wanted) {
          comeIn();
        }
      });
    }
  }

  /** Tells whether somebody uses the device. */
  void be(boolean nowAway) {
    away = nowAway;
    beat();
  }

  /** Until it is answered. */
  void disturb(boolean not) {
    doNotDisturb = not;
    tellStatus();
  }

  private void tellStatus() {
    Line current = line;
    if (doNotDisturb != null && wanted) {
      if (open && current != null) {
        lines.up(current, Name.STATUS, "{\"action\":\"status\",\"doNotDisturb\":" + doNotDisturb + "}");
      }
      timeline.in(UNANSWERED_MICROS * 2, this::tellStatus);
    }
  }

  private void beat() {
    Line current = line;
    if (!open || current == null) {
      return;
    }
    beatMicros = timeline.micros();
    lines.up(current, Name.HEARTBEAT, "{\"action\":\"heartbeat\",\"away\":" + away
        + (paceMicros == 0 ? "" : ",\"everySeconds\":" + paceMicros / 1_000_000) + "}");
    schedule();
  }

  private void schedule() {
    long number = ++beats;
    long due = beatMicros + (paceMicros == 0 ? UNANSWERED_MICROS : paceMicros);
    timeline.in(Math.max(0, due - timeline.micros()), () -> {
      if (number == beats) {
        beat();
      }
    });
  }

  void receive(Line from, JsonObject event) {
    if (from != line) {
      return;
    }
    event.optionalWholeNumber("nextHeartbeatSeconds").ifPresent(seconds -> {
      paceMicros = seconds * 1_000_000;
      schedule();
    });
    switch (event.text("event")) {
      case "presence" -> event.objects("users").forEach(user -> hear(new UserId(user.text("userId")),
          new Word(user.wholeNumber("version"), Lines.state(user.text("state")))));
      case "status" -> doNotDisturb = null;
      case "alive" -> {
        // nothing but the pace
      }
      default -> throw new IllegalStateException("What is " + event.text("event") + "?");
    }
  }

  private void hear(UserId user, Word word) {
    words.merge(user, word, (before, now) -> before.isOlderThan(now) ? now : before);
  }

  @Override
  public String toString() {
    return name;
  }
}
