package chat.erasure;

import chat.channel.Channels;
import chat.channel.Memberships;
import chat.erasure.Erasure.Place;
import chat.group.ChangeChannel;
import chat.messaging.Amend;
import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.messaging.SendOutcome;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.GroupChange.Leave;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Message;
import chat.model.UserId;
import chat.wire.ClientAction.Destination.ToChannel;
import chat.wire.ClientAction.Send;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Takes a user out of their channels: they leave the groups, nobody writes to them any more, and what they said is taken
 * out of the logs in place, so no number is missing. What is done twice is done once.
 */
public final class EraseSpeech {
  /** How long the job stands back from an entry that the fan-out has not yet followed. */
  private static final Duration FAN_OUT_DELAY = Duration.ofSeconds(30);
  /** The stream gives up on a record after that time: then nothing will follow the entry any more. */
  private static final Duration STREAM_AGE = Duration.ofHours(1);
  private static final ClientMessageId LEAVING = new ClientMessageId("account-deleted");
  private static final int ENTRIES = 100;

  private final Memberships memberships;
  private final Channels channels;
  private final MessageLog log;
  private final ChangeChannel changeChannel;
  private final Amend amend;
  private final InstantSource clock;

  public EraseSpeech(Memberships memberships, Channels channels, MessageLog log, ChangeChannel changeChannel,
      Amend amend, InstantSource clock) {
    this.memberships = memberships;
    this.channels = channels;
    this.log = log;
    this.changeChannel = changeChannel;
    this.amend = amend;
    this.clock = clock;
  }

  /** What is left of a channel, or of all. */
  sealed interface Progress {
    record Done() implements Progress {}

    record GoOn(Place place, Duration delay) implements Progress {}
  }

  /** Works until {@code deadline}. Former channels too: what was said there is still there. */
  Progress erase(Erasure erasure, Instant deadline) {
    Optional<Place> place = erasure.place();
    while (true) {
      List<Membership> next = memberships.of(erasure.userId(), place.map(Place::channelId).orElse(null), 2);
      if (next.isEmpty()) {
        return new Progress.Done();
      }
      ChannelId channelId = next.getFirst().channelId();
      long seq = place.filter(known -> known.channelId().equals(channelId)).map(Place::seq).orElse(1L);
      Progress progress = eraseChannel(erasure, new Place(channelId, seq), deadline);
      if (progress instanceof Progress.GoOn || next.size() == 1) {
        return progress;
      }
      place = Optional.of(new Place(next.getLast().channelId(), 1));
    }
  }

  /** From the first entry on, for whoever came back to a group also spoke before. */
  private Progress eraseChannel(Erasure erasure, Place place, Instant deadline) {
    ChannelId channelId = place.channelId();
    long last = leave(erasure.userId(), channelId);
    long seq = place.seq();
    while (true) {
      List<LogEntry> entries = log.from(channelId, seq, ENTRIES);
      // read after them: an entry up to the head has been followed
      long head = channels.get(channelId).map(Channel::head).orElse(0L);
      for (LogEntry entry : entries) {
        Message message = entry.message();
        if (message.seq() > last) {
          return new Progress.Done();
        }
        if (!clock.instant().isBefore(deadline)) {
          return new Progress.GoOn(new Place(channelId, message.seq()), Duration.ZERO);
        }
        if (message.sender().equals(erasure.userId())) {
          if (message.seq() > head && clock.instant().isBefore(erasure.requestedAt().plus(STREAM_AGE))) {
            return new Progress.GoOn(new Place(channelId, message.seq()), FAN_OUT_DELAY);
          }
          amend.erase(message);
        }
        seq = message.seq() + 1;
      }
      if (entries.size() < ENTRIES) {
        return new Progress.Done();
      }
    }
  }

  /** Returns the last entry that can be theirs. */
  private long leave(UserId userId, ChannelId channelId) {
    if (!channelId.isDirect() && memberships.find(channelId, userId).isPresent()) {
      long newest = log.before(channelId, Limits.MAX_SEQ, 1).getFirst().message().seq();
      SendOutcome outcome = changeChannel.change(userId, null, channelId,
          new Send(null, new ToChannel(channelId), LEAVING, newest, new Leave(null)));
      if (memberships.find(channelId, userId).isPresent()) {
        throw new IllegalStateException("Not out of " + channelId + " yet: " + outcome);
      }
    }
    memberships.erase(channelId, userId);
    return memberships.find(List.of(new Memberships.Key(channelId, userId))).stream().mapToLong(Membership::leftSeq)
        .filter(left -> left > 0).findFirst().orElse(Limits.MAX_SEQ);
  }
}
