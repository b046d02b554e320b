package chat.push;

import chat.model.ChannelId;
import chat.model.DeviceId;
import chat.model.UserId;
import java.time.Instant;

/** What each device has been told of each channel, for a day. */
public interface PushLog {
  /** A device and a channel. */
  record Place(UserId userId, DeviceId device, ChannelId channelId) {}

  /**
   * Claims the right to tell of the entry, so that no other does meanwhile.
   *
   * @param read how far the user has read: notifications of what they have read count no more
   * @param until when the claim is void, should the claimant have crashed
   */
  Claim claim(Place place, long seq, long read, Instant now, Instant until);

  /** What became of a claim. */
  sealed interface Claim {
    /**
     * The claimant may tell.
     *
     * @param seq up to which entry it is to be told: this one, or a later one that waited
     * @param told how many notifications the device got of this channel since its user last read there
     */
    record Granted(long seq, int told) implements Claim {}

    /** The device has been told of it. */
    record Told() implements Claim {}

    /** Somebody else is about to, until then at the latest. */
    record Taken(Instant until) implements Claim {}

    /** The last notification is too young: the next may come at that time. */
    record TooSoon(Instant next) implements Claim {}
  }

  /**
   * The device has been told.
   *
   * @param told how often by now
   * @param next when it may be told again of this channel
   */
  void told(Place place, long seq, int told, Instant next);

  /** The claim is given back: it came to nothing. */
  void release(Place place);

  /**
   * The entry is told of at {@code next} together with others.
   *
   * @return whether an order for it is needed: not if one comes due then already
   */
  boolean await(Place place, long seq, Instant next);
}
