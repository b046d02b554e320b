package chat.push;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What devices have been told, in memory. */
public final class InMemoryPushLog implements PushLog {
  private static final Row NONE = new Row(0, 0, Instant.EPOCH, Instant.EPOCH, 0, Instant.EPOCH);

  private final Map<Place, Row> rows = new HashMap<>();

  private record Row(long seq, int told, Instant next, Instant claimedUntil, long awaitedSeq, Instant awaitedAt) {
    Row claimed(Instant until) {
      return new Row(seq, told, next, until, awaitedSeq, awaitedAt);
    }
  }

  @Override
  public synchronized Claim claim(Place place, long seq, long read, Instant now, Instant until) {
    Row row = rows.getOrDefault(place, NONE);
    if (rows.containsKey(place) && row.seq >= seq) {
      return new Claim.Told();
    }
    if (row.claimedUntil.isAfter(now)) {
      return new Claim.Taken(row.claimedUntil);
    }
    boolean fresh = row.seq <= read;
    if (row.next.isAfter(now) && !fresh) {
      return new Claim.TooSoon(row.next);
    }
    rows.put(place, row.claimed(until));
    return new Claim.Granted(Math.max(seq, row.awaitedSeq), fresh ? 0 : row.told);
  }

  @Override
  public synchronized void told(Place place, long seq, int told, Instant next) {
    Row row = rows.getOrDefault(place, NONE);
    rows.put(place, new Row(seq, told, next, Instant.EPOCH, row.awaitedSeq, row.awaitedAt));
  }

  @Override
  public synchronized void release(Place place) {
    rows.put(place, rows.getOrDefault(place, NONE).claimed(Instant.EPOCH));
  }

  @Override
  public synchronized boolean await(Place place, long seq, Instant next) {
    Row row = rows.getOrDefault(place, NONE);
    if (row.awaitedSeq >= seq) {
      return false;
    }
    rows.put(place, new Row(row.seq, row.told, row.next, row.claimedUntil, seq, next));
    return !row.awaitedAt.equals(next);
  }
}
