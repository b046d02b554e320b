package chat.messaging;

import chat.model.Limits;
import chat.model.Message.Reaction;
import chat.model.UserId;
import chat.wire.MessageJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What later entries did to a message.
 *
 * @param revision how often it was changed, the version for the next change
 * @param edits the seqs of its edits, so that a deletion finds what they said
 * @param marks each pair of user and emoji with its last word
 */
public record Amendments(long revision, List<Long> edits, List<Mark> marks) {
  public static final Amendments NONE = new Amendments(0, List.of(), List.of());

  public Amendments {
    edits = List.copyOf(edits);
    marks = List.copyOf(marks);
  }

  /** A reaction as of entry {@code seq}, also one that was taken back, so that an older entry cannot revive it. */
  public record Mark(UserId userId, String emoji, long seq, boolean removed) {
    private Reaction reaction() {
      return new Reaction(userId, emoji);
    }

    private int bytes() {
      return MessageJson.bytes(reaction());
    }

    private boolean isSamePair(Mark other) {
      return userId.equals(other.userId) && emoji.equals(other.emoji);
    }
  }

  /** The newest edit's seq, 0 for none. */
  public long edited() {
    return edits.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  public List<Reaction> reactions() {
    return marks.stream().filter(mark -> !mark.removed()).map(mark -> new Reaction(mark.userId(), mark.emoji()))
        .toList();
  }

  boolean hasRoomFor(UserId userId, String emoji) {
    Mark mark = new Mark(userId, emoji, 0, false);
    int bytes = Stream.concat(marks.stream(), Stream.of(mark)).mapToInt(Mark::bytes).sum();
    return marks.stream().anyMatch(mark::isSamePair)
        || (marks.size() < Limits.REACTIONS && bytes <= Limits.REACTION_BYTES);
  }

  Amendments next() {
    return new Amendments(revision + 1, edits, marks);
  }

  /** Changed also when there are none: so a mark that is being made at this very moment is not. */
  Amendments withoutMarksOf(UserId userId) {
    return new Amendments(revision + 1, edits, marks.stream().filter(mark -> !mark.userId().equals(userId)).toList());
  }

  Amendments withEdit(long seq) {
    List<Long> all = new ArrayList<>(edits);
    all.add(seq);
    return new Amendments(revision + 1, all, marks);
  }

  /** The same when this or a later word of that pair is known, or when there is no room: then it stays an entry only. */
  Amendments with(Mark mark) {
    if (marks.stream().anyMatch(known -> known.isSamePair(mark) && known.seq() >= mark.seq())
        || !hasRoomFor(mark.userId(), mark.emoji())) {
      return this;
    }
    List<Mark> all = new ArrayList<>(marks);
    all.removeIf(mark::isSamePair);
    all.add(mark);
    return new Amendments(revision + 1, edits, all);
  }
}
