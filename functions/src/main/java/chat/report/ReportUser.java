package chat.report;

import chat.limit.Throttle;
import chat.model.RateLimit;
import chat.model.Report;
import chat.model.Report.Subject;
import chat.model.UserId;
import java.time.InstantSource;

/** Tells the operator of a user. Whether there is such a user is not told. */
public final class ReportUser {
  private final Reports reports;
  private final Throttle throttle;
  private final InstantSource clock;

  public ReportUser(Reports reports, Throttle throttle, InstantSource clock) {
    this.reports = reports;
    this.throttle = throttle;
    this.clock = clock;
  }

  public ReportOutcome report(UserId reporter, UserId userId, Report.Reason reason, String comment) {
    Report report = new Report(reporter, new Subject.User(userId), reason, comment, clock.instant());
    return throttle.take(reporter, RateLimit.REPORTS).<ReportOutcome>map(ReportOutcome.TooOften::new)
        .orElseGet(() -> {
          reports.put(report);
          return new ReportOutcome.Reported();
        });
  }
}
