package chat.push;

import chat.channel.Channels;
import chat.channel.Memberships;
import chat.contact.Contacts;
import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.model.Channel;
import chat.model.Contact;
import chat.model.Content;
import chat.model.Membership;
import chat.model.Message;
import chat.model.Presence;
import chat.model.Profile;
import chat.model.PushDevice;
import chat.model.UserId;
import chat.people.Profiles;
import chat.presence.Presences;
import chat.push.PushDecision.Facts;
import chat.push.PushDecision.Verdict;
import chat.push.PushLog.Claim;
import chat.push.PushLog.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Tells one device of one channel. It is decided on what is so now, and a claim sees to it that of two orders for the same
 * entry only one tells; should its function crash in between, another tells again. Between two notifications of a channel
 * the pause grows until the user reads there, so that a busy channel wakes a device a bounded number of times.
 */
public final class SendPush {
  /** Longer than the function lives. */
  private static final Duration CLAIM = Duration.ofSeconds(70);
  private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(10), Duration.ofSeconds(30),
      Duration.ofSeconds(90), Duration.ofSeconds(270), Duration.ofMinutes(15));
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final int TRIES = 9;
  /** Of so many entries that wait together the newest that is worth it is told of. */
  private static final int LOOKED_AT = 50;

  private final PushDevices devices;
  private final PushLog pushLog;
  private final PushService service;
  private final PushQueue queue;
  private final Memberships memberships;
  private final MessageLog messages;
  private final Channels channels;
  private final Contacts contacts;
  private final Profiles profiles;
  private final Presences presences;
  private final CountUnread countUnread;
  private final InstantSource clock;

  public SendPush(PushDevices devices, PushLog pushLog, PushService service, PushQueue queue, Memberships memberships,
      MessageLog messages, Channels channels, Contacts contacts, Profiles profiles, Presences presences,
      InstantSource clock) {
    this.devices = devices;
    this.pushLog = pushLog;
    this.service = service;
    this.queue = queue;
    this.memberships = memberships;
    this.messages = messages;
    this.channels = channels;
    this.contacts = contacts;
    this.profiles = profiles;
    this.presences = presences;
    this.countUnread = new CountUnread(memberships, channels);
    this.clock = clock;
  }

  /**
   * Throws IllegalStateException when the last try has failed.
   *
   * @param again whether it has been begun before, and may have ended half way
   */
  public void send(PushOrder order, boolean again) {
    Optional<PushDevice> device = devices.current(order.userId()).stream()
        .filter(known -> known.device().equals(order.device())).findFirst();
    Optional<Membership> membership = memberships.find(order.channelId(), order.userId());
    if (device.isEmpty() || membership.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    Place place = new Place(order.userId(), order.device(), order.channelId());
    switch (pushLog.claim(place, order.seq(), membership.get().read(), now, now.plus(CLAIM))) {
      case Claim.Told() -> {
        // as it should be
      }
      case Claim.Taken(Instant until) ->
        queue.put(List.of(order), shorter(Duration.between(now, until), PAUSES.getFirst()));
      case Claim.TooSoon(Instant next) -> {
        if (pushLog.await(place, order.seq(), next) || again) {
          queue.put(List.of(order), Duration.between(now, next));
        }
      }
      case Claim.Granted(long seq, int told) -> tell(order, place, device.get(), membership.get(), seq, told);
    }
  }

  private void tell(PushOrder order, Place place, PushDevice device, Membership membership, long seq, int told) {
    Instant now = clock.instant();
    Situation situation = situation(order, device, membership, now);
    long first = Math.max(membership.read() + 1, Math.max(order.seq(), seq - LOOKED_AT + 1));
    List<Message> newestFirst = messages.from(order.channelId(), first, Math.toIntExact(Math.max(1, seq - first + 1)))
        .reversed().stream().map(LogEntry::message).toList();
    Optional<Told> worth = newestFirst.stream().flatMap(message -> worthTelling(situation, message).stream())
        .findFirst();
    if (worth.isEmpty()) {
      pushLog.release(place);
      if (situation.inUse() && !order.followUp() && membership.delivered() < seq) {
        queue.put(List.of(order.followingUp(seq)), OrderPushes.PATIENCE);
      }
      return;
    }
    switch (service.publish(device.endpoint(), device.platform(), notice(worth.get(), membership, seq, now))) {
      case PUBLISHED, REFUSED ->
        pushLog.told(place, seq, told + 1, now.plus(PAUSES.get(Math.min(told, PAUSES.size() - 1))));
      case GONE -> {
        service.remove(device.endpoint());
        devices.remove(order.userId(), order.device(), device.endpoint());
        pushLog.release(place);
      }
      case FAILED -> {
        pushLog.release(place);
        tryAgain(order, seq);
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void tryAgain(PushOrder order, long seq) {
    if (order.attempt() == TRIES) {
      throw new IllegalStateException("Gave up telling a device after " + TRIES + " tries.");
    }
    queue.put(List.of(order.again(seq)), FIRST_RETRY.multipliedBy(1L << order.attempt()));
  }

  /** A message that is to be told of, and how. */
  private record Told(Message message, Verdict.Tell how, Channel channel) {}

  /** What is so besides the message. */
  private record Situation(PushOrder order, PushDevice device, Membership membership, Optional<Channel> channel,
      Presence presence, Instant now) {
    boolean inUse() {
      return presence.uses(device.device(), now);
    }
  }

  private Situation situation(PushOrder order, PushDevice device, Membership membership, Instant now) {
    return new Situation(order, device, membership, channels.find(List.of(order.channelId())).stream().findFirst(),
        presences.current(order.userId()).orElse(Presence.none(order.userId())), now);
  }

  private Optional<Told> worthTelling(Situation situation, Message message) {
    if (situation.channel().isEmpty()) {
      return Optional.empty();
    }
    Channel channel = situation.channel().get();
    UserId userId = situation.membership().userId();
    UserId sender = message.sender();
    boolean apart = !sender.equals(userId)
        && contacts.find(userId, List.of(sender)).values().stream().anyMatch(Contact::isApart);
    Verdict verdict = PushDecision.of(new Facts(situation.device(), message, situation.membership(), apart,
        channel.kind() instanceof Channel.Kind.Direct, situation.inUse(), situation.presence().doNotDisturb(),
        situation.order().followUp(), situation.now()));
    return verdict instanceof Verdict.Tell tell ? Optional.of(new Told(message, tell, channel)) : Optional.empty();
  }

  private Notice notice(Told told, Membership membership, long seq, Instant now) {
    Message message = told.message();
    return new Notice(message.channelId(), seq, told.how().shown() ? Optional.of(shown(told)) : Optional.empty(),
        countUnread.of(membership.userId(), now), told.how().urgent());
  }

  private Notice.Shown shown(Told told) {
    UserId sender = told.message().sender();
    String name = Optional.ofNullable(profiles.find(List.of(sender)).get(sender)).map(Profile::name)
        .filter(given -> !given.isBlank()).orElse(sender.value());
    Content content = told.message().content().preview().orElse(told.message().content());
    return new Notice.Shown(name, group(told.channel()), content, told.how().mention());
  }

  private static Optional<String> group(Channel channel) {
    return switch (channel.kind()) {
      case Channel.Kind.Direct _ -> Optional.empty();
      case Channel.Kind.Group(var settings, _) -> Optional.of(settings.name());
    };
  }
}
