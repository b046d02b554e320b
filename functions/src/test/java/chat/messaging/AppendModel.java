package chat.messaging;

import chat.channel.StateChange;
import chat.messaging.AppendMessage.Draft;
import chat.messaging.SendOutcome.AlreadyAppended;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.SendOutcome.Refused;
import chat.model.ChannelId;
import chat.model.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Explores every interleaving of a few writers that append to one channel with the production code. A writer stops after
 * each call of the log; it may crash there, and its client then sends the same again. A writer is replayed from the
 * results it has had so far, so a state is a value, and each state is visited once.
 */
@NullMarked
final class AppendModel {
  private static final Instant NOW = Instant.EPOCH;

  /** How the log may misbehave: the planted bugs. */
  enum Bug {
    NONE,
    /** The writer does not recognise its twin in the entry that won. */
    NO_TWIN_CHECK_AFTER_LOST_RACE,
    /** A scan may miss what was just written, as an eventually consistent read does. */
    EVENTUALLY_CONSISTENT_SCAN,
    /** The writer believes that {@code afterSeq} is there. */
    PUT_WITHOUT_THE_AFTER_SEQ_ITEM
  }

  /** A writer between two steps. {@code results}: what its calls returned since it last started. */
  private record Writer(Draft draft, List<Object> results, int crashesLeft, @Nullable SendOutcome answer) {}

  private record World(Map<Long, LogEntry> log, List<Writer> writers) {
    private World with(Map<Long, LogEntry> newLog, int index, Writer writer) {
      List<Writer> changed = new ArrayList<>(writers);
      changed.set(index, writer);
      return new World(newLog, List.copyOf(changed));
    }
  }

  private record Visit(World world, String history) {}

  /** What one call of the log may lead to. */
  private record Effect(Object result, Map<Long, LogEntry> log) {}

  private static final class Stop extends RuntimeException {
    private final transient List<Effect> effects;

    private Stop(List<Effect> effects) {
      super(null, null, false, false);
      this.effects = effects;
    }
  }

  private final Bug bug;
  private final int initialHead;
  private final Set<World> seen = new HashSet<>();
  private final Deque<Visit> open = new ArrayDeque<>();

  AppendModel(Bug bug, List<LogEntry> initial, List<Draft> drafts, int crashes) {
    this.bug = bug;
    this.initialHead = initial.size();
    Map<Long, LogEntry> log = new TreeMap<>();
    initial.forEach(entry -> log.put(entry.message().seq(), entry));
    visit(new World(log, drafts.stream().map(draft -> new Writer(draft, List.of(), crashes, null)).toList()), "");
  }

  int states() {
    return seen.size();
  }

  /** The first broken promise with the history that led to it; empty if there is none in any state. */
  Optional<String> findViolation() {
    while (!open.isEmpty()) {
      Visit visit = open.pop();
      Optional<String> violation = violationIn(visit.world());
      if (violation.isPresent()) {
        return violation.map(what -> what + "\n" + visit.history());
      }
      for (int index = 0; index < visit.world().writers().size(); index++) {
        step(visit, index);
      }
    }
    return Optional.empty();
  }

  private void visit(World world, String history) {
    if (seen.add(world)) {
      open.push(new Visit(world, history));
    }
  }

  private void step(Visit visit, int index) {
    World world = visit.world();
    Writer writer = world.writers().get(index);
    if (writer.answer() != null) {
      return;
    }
    String name = visit.history() + "writer " + index + " ";
    if (writer.crashesLeft() > 0 && !writer.results().isEmpty()) {
      visit(world.with(world.log(), index, new Writer(writer.draft(), List.of(), writer.crashesLeft() - 1, null)),
          name + "crashes\n");
    }
    try {
      AppendMessage append = new AppendMessage(new Replay(writer, world.log()), races -> {}, InstantSource.fixed(NOW));
      SendOutcome answer = append.append(writer.draft(),
          (seq, announcement, stale) -> new Verdict.Allowed(writer.draft().content(), Optional.empty(), false));
      visit(world.with(world.log(), index, new Writer(writer.draft(), List.of(), 0, answer)),
          name + "answers " + answer + "\n");
    } catch (Stop stop) {
      for (Effect effect : stop.effects) {
        List<Object> results = new ArrayList<>(writer.results());
        results.add(effect.result());
        visit(
            world.with(effect.log(), index,
                new Writer(writer.draft(), List.copyOf(results), writer.crashesLeft(), null)),
            name + "gets " + effect.result() + "\n");
      }
    }
  }

  private Optional<String> violationIn(World world) {
    long expected = 1;
    Map<String, LogEntry> bySend = new HashMap<>();
    for (LogEntry entry : world.log().values()) {
      Message message = entry.message();
      if (message.seq() != expected++) {
        return Optional.of("a hole below " + message.seq());
      }
      if (bySend.put(message.sender() + "/" + message.clientMessageId(), entry) != null) {
        return Optional.of("a twin at " + message.seq());
      }
    }
    for (Writer writer : world.writers()) {
      SendOutcome answer = writer.answer();
      boolean knownSequence = writer.draft().afterSeq() <= initialHead;
      LogEntry stored = bySend.get(writer.draft().sender() + "/" + writer.draft().clientMessageId());
      switch (answer) {
        case null -> {
        }
        case Appended(LogEntry entry) when !entry.equals(stored) -> {
          return Optional.of("an accepted message is lost: " + entry.message().seq());
        }
        case AlreadyAppended(LogEntry entry) when !entry.equals(stored) -> {
          return Optional.of("a repeat was answered with another seq: " + entry.message().seq());
        }
        case Refused(Reason reason) when reason == Reason.ID_REUSED && stored != null
            && stored.message().content().equals(writer.draft().content()) -> {
          return Optional.of("a repeat was refused");
        }
        case Refused(Reason reason) when reason != Reason.ID_REUSED && knownSequence -> {
          return Optional.of("a good send was refused: " + reason);
        }
        default -> {
        }
      }
    }
    return Optional.empty();
  }

  /** The log as one writer sees it: what it was told before, then one more call. */
  private final class Replay implements MessageLog {
    private final Draft draft;
    private final Map<Long, LogEntry> log;
    private final Iterator<Object> told;
    private boolean lostRace;

    private Replay(Writer writer, Map<Long, LogEntry> log) {
      this.draft = writer.draft();
      this.log = log;
      this.told = writer.results().iterator();
    }

    @Override
    @SuppressWarnings("unchecked") // replayed call by call, so the type is that of the first time
    public List<LogEntry> from(ChannelId channelId, long seq, int limit) {
      if (told.hasNext()) {
        return (List<LogEntry>) told.next();
      }
      List<LogEntry> truth = log.values().stream().filter(entry -> entry.message().seq() >= seq).toList();
      List<List<LogEntry>> possible = switch (bug) {
        case NONE -> List.of(truth);
        case NO_TWIN_CHECK_AFTER_LOST_RACE -> List.of(lostRace ? disguised(truth) : truth);
        case EVENTUALLY_CONSISTENT_SCAN -> staleViewsOf(truth);
        case PUT_WITHOUT_THE_AFTER_SEQ_ITEM -> List.of(imagining(draft.afterSeq(), seq, truth));
      };
      throw new Stop(possible.stream().map(result -> new Effect(result, log)).toList());
    }

    @Override
    public List<LogEntry> before(ChannelId channelId, long seq, int limit) {
      throw new AssertionError("an append reads forwards only");
    }

    @Override
    public boolean put(LogEntry entry, Optional<StateChange> change) {
      if (told.hasNext()) {
        boolean stored = (boolean) told.next();
        lostRace |= !stored;
        return stored;
      }
      if (log.containsKey(entry.message().seq())) {
        throw new Stop(List.of(new Effect(false, log)));
      }
      Map<Long, LogEntry> after = new TreeMap<>(log);
      after.put(entry.message().seq(), entry);
      throw new Stop(List.of(new Effect(true, after)));
    }

    @Override
    public boolean replace(LogEntry entry) {
      throw new AssertionError("an append changes nothing that is there");
    }

    private static List<LogEntry> disguised(List<LogEntry> entries) {
      return entries.stream().map(entry -> AppendModelTest.entry(entry.message().seq(), "disguised")).toList();
    }

    private static List<List<LogEntry>> staleViewsOf(List<LogEntry> truth) {
      List<List<LogEntry>> views = new ArrayList<>(List.of(truth));
      for (int missing = 0; missing < truth.size(); missing++) {
        List<LogEntry> view = new ArrayList<>(truth);
        view.remove(missing);
        views.add(List.copyOf(view));
      }
      return views;
    }

    private static List<LogEntry> imagining(long afterSeq, long seq, List<LogEntry> truth) {
      return truth.isEmpty() && seq == afterSeq ? List.of(AppendModelTest.entry(seq, "imagined")) : truth;
    }
  }
}
