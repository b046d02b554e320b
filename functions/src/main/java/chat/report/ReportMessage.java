package chat.report;

import chat.channel.Memberships;
import chat.limit.Throttle;
import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.model.ChannelId;
import chat.model.Content;
import chat.model.Membership;
import chat.model.Message;
import chat.model.RateLimit;
import chat.model.Report;
import chat.model.Report.Subject;
import chat.model.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Tells the operator of a message, with what it says now. */
public final class ReportMessage {
  private final Memberships memberships;
  private final MessageLog log;
  private final Reports reports;
  private final Throttle throttle;
  private final InstantSource clock;

  public ReportMessage(Memberships memberships, MessageLog log, Reports reports, Throttle throttle,
      InstantSource clock) {
    this.memberships = memberships;
    this.log = log;
    this.reports = reports;
    this.throttle = throttle;
    this.clock = clock;
  }

  public ReportOutcome report(UserId reporter, ChannelId channelId, long seq, Report.Reason reason, String comment) {
    Optional<Duration> wait = throttle.take(reporter, RateLimit.REPORTS);
    if (wait.isPresent()) {
      return new ReportOutcome.TooOften(wait.get());
    }
    Optional<Membership> place = memberships.find(channelId, reporter);
    if (place.isEmpty()) {
      return new ReportOutcome.NotAMember();
    }
    Optional<Message> message = place.filter(member -> member.sees(seq)).flatMap(_ -> log.find(channelId, seq))
        .map(LogEntry::message).filter(ReportMessage::isMessage);
    if (message.isEmpty()) {
      return new ReportOutcome.UnknownTarget();
    }
    Subject subject = new Subject.Said(message.get().sender(), channelId, seq, message.get().content());
    reports.put(new Report(reporter, subject, reason, comment, clock.instant()));
    return new ReportOutcome.Reported();
  }

  private static boolean isMessage(Message message) {
    return message.content() instanceof Content.Said && !(message.content() instanceof Content.Deleted);
  }
}
