package chat.push;

import chat.model.ChannelId;
import chat.model.DeviceId;
import chat.model.UserId;

/**
 * Tell a device of a channel's entries up to {@code seq}.
 *
 * @param seq the newest entry that is to be told of
 * @param followUp the device was connected, and had not acknowledged it a while later
 * @param attempt how often it has been tried before
 */
public record PushOrder(UserId userId, DeviceId device, ChannelId channelId, long seq, boolean followUp, int attempt) {
  /** The next try, by now for entries up to {@code newest}. */
  PushOrder again(long newest) {
    return new PushOrder(userId, device, channelId, newest, followUp, attempt + 1);
  }

  /** Whether the device, which somebody seems to use, has acknowledged them by then. */
  PushOrder followingUp(long newest) {
    return new PushOrder(userId, device, channelId, newest, true, attempt);
  }
}
