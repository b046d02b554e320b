package chat.erasure;

import chat.model.ChannelId;
import chat.model.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * The job of erasing a user, as far as it has come.
 *
 * @param requestedAt when the user asked for it
 * @param place where it goes on; empty before the first channel
 */
public record Erasure(UserId userId, Instant requestedAt, Optional<Place> place) {
  /** The entry {@code seq} of a channel is the next to be looked at; all channels with lower ids are done. */
  public record Place(ChannelId channelId, long seq) {}

  Erasure from(Place next) {
    return new Erasure(userId, requestedAt, Optional.of(next));
  }
}
