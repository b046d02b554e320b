package chat.model;

import static chat.model.InvalidValueException.require;

import java.time.Instant;

/**
 * A user's place in a channel, also a former one.
 *
 * @param joinedSeq the entry by which they came in, 0 for those who opened a direct channel
 * @param readableFrom the first seq that they may read
 * @param leftSeq the entry by which they left, 0 while they are members
 * @param delivered every message up to this seq reached one of the user's devices
 * @param read every message up to this seq was seen by the user
 * @param blocks in a direct channel, whether the user blocks the other: then nobody writes there
 * @param mutedUntil until when the channel disturbs the user less; {@link Instant#EPOCH} if it is not muted. Nobody else's
 *   business
 */
public record Membership(ChannelId channelId, UserId userId, Role role, long joinedSeq, long readableFrom, long leftSeq,
    long delivered, long read, boolean blocks, Instant mutedUntil) {
  /** The latest time that a channel can be muted until, which is never: the largest number that JavaScript holds exactly. */
  public static final Instant FOR_EVER = Instant.ofEpochMilli(Limits.MAX_SEQ);

  public Membership {
    require(joinedSeq >= 0 && readableFrom >= 1 && leftSeq >= 0, "A seq is a whole number.");
    require(delivered >= 0 && read >= 0, "A cursor is a whole number from 0.");
    require(!mutedUntil.isBefore(Instant.EPOCH) && !mutedUntil.isAfter(FOR_EVER),
        "A channel is muted until 1 to 9007199254740991.");
  }

  /** Of somebody who has not muted it. */
  public Membership(ChannelId channelId, UserId userId, Role role, long joinedSeq, long readableFrom, long leftSeq,
      long delivered, long read, boolean blocks) {
    this(channelId, userId, role, joinedSeq, readableFrom, leftSeq, delivered, read, blocks, Instant.EPOCH);
  }

  /** Of somebody who has not muted it, and blocks nobody there. */
  public Membership(ChannelId channelId, UserId userId, Role role, long joinedSeq, long readableFrom, long leftSeq,
      long delivered, long read) {
    this(channelId, userId, role, joinedSeq, readableFrom, leftSeq, delivered, read, false);
  }

  /** Of one of the two in a direct channel. */
  public static Membership direct(ChannelId channelId, UserId userId) {
    return new Membership(channelId, userId, Role.MEMBER, 0, 1, 0, 0, 0);
  }

  /** A newcomer's, by the entry {@code seq}. What came before is nothing that they have yet to read. */
  public static Membership joining(ChannelId channelId, UserId userId, Role role, long seq,
      GroupSettings.History history) {
    return new Membership(channelId, userId, role, seq, history == GroupSettings.History.ALL ? 1 : seq, 0, seq - 1,
        seq - 1);
  }

  public Membership leaving(long seq) {
    return new Membership(channelId, userId, Role.MEMBER, joinedSeq, readableFrom, seq, delivered, read, blocks,
        mutedUntil);
  }

  public Membership as(Role newRole) {
    return new Membership(channelId, userId, newRole, joinedSeq, readableFrom, leftSeq, delivered, read, blocks,
        mutedUntil);
  }

  public Membership withCursors(long newDelivered, long newRead) {
    return new Membership(channelId, userId, role, joinedSeq, readableFrom, leftSeq, newDelivered, newRead, blocks,
        mutedUntil);
  }

  public Membership mutedUntil(Instant until) {
    return new Membership(channelId, userId, role, joinedSeq, readableFrom, leftSeq, delivered, read, blocks, until);
  }

  public boolean isMutedAt(Instant now) {
    return now.isBefore(mutedUntil);
  }

  /** What others may see of it at most. */
  public Membership toOthers() {
    return mutedUntil(Instant.EPOCH);
  }

  /** What is seen of it by those who may not see the cursors. */
  public Membership withoutCursors() {
    return new Membership(channelId, userId, role, joinedSeq, readableFrom, leftSeq, 0, 0, blocks);
  }

  public boolean isActive() {
    return leftSeq == 0;
  }

  /** Whether the entry is for them: the one by which they left is the last. */
  public boolean sees(long seq) {
    return seq >= readableFrom && (isActive() || seq <= leftSeq);
  }
}
