package chat.endtoend;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What a client holds of one channel. */
final class HeldChannel {
  private final String channelId;
  private final String owner;
  private final NavigableMap<Long, Entry> entries = new TreeMap<>();
  private boolean member;
  /** The entry by which the owner last came in or went, as far as the client knows. */
  private long turn;
  private long first;
  private long known;
  private long read;

  HeldChannel(String channelId, String owner) {
    this.channelId = channelId;
    this.owner = owner;
  }

  /** Where the client has come to, for those who judge it. */
  record Holding(boolean member, long read, NavigableMap<Long, Entry> entries) {
    static final Holding NOTHING = new Holding(false, 0, new TreeMap<>());
  }

  String channelId() {
    return channelId;
  }

  Holding holding() {
    return new Holding(member, read, new TreeMap<>(entries));
  }

  boolean isMember() {
    return member;
  }

  /** Whether a sync has told what may be read. */
  boolean isListed() {
    return member && first > 0;
  }

  long read() {
    return read;
  }

  /** The highest seq that the client knows of. */
  long known() {
    return entries.isEmpty() ? known : Math.max(known, entries.lastKey());
  }

  /** Up to which it has everything. */
  long delivered() {
    long delivered = first - 1;
    while (entries.containsKey(delivered + 1)) {
      delivered++;
    }
    return Math.max(delivered, 0);
  }

  boolean hasHole() {
    return isListed() && delivered() < known();
  }

  void readUpTo(long seq) {
    read = Math.max(read, seq);
  }

  /** There is an entry, which the client has yet to fetch. */
  void heardOf(long seq) {
    known = Math.max(known, seq);
  }

  /** Drops a repeat. */
  void take(Entry entry) {
    if (entries.putIfAbsent(entry.seq(), entry) != null) {
      return;
    }
    Optional<Boolean> comes = entry.brings(owner);
    if (comes.isPresent() && entry.seq() > turn) {
      turn = entry.seq();
      // whoever comes in learns by a sync what they may read
      first = comes.get() && member ? first : 0;
      member = comes.get();
    } else if (turn == 0) {
      member = true;
    }
  }

  void listed(long newFirst, long head, long newRead) {
    member = true;
    first = newFirst;
    known = Math.max(known, head);
    read = Math.max(read, newRead);
  }

  void left(long seq) {
    if (seq >= turn) {
      turn = seq;
      member = false;
      first = 0;
    }
  }

  /** As if what came after had never been stored on the device. */
  void loseAfter(long seq) {
    entries.tailMap(seq, false).clear();
    known = Math.min(known, seq);
  }
}
