package chat.report;

import java.time.Duration;

/** What became of a report. */
public sealed interface ReportOutcome {
  record Reported() implements ReportOutcome {}

  /** The reporter is not a member, or there is no such channel. */
  record NotAMember() implements ReportOutcome {}

  /** There is no message of that seq for the reporter to see, or nothing is left of it. */
  record UnknownTarget() implements ReportOutcome {}

  record TooOften(Duration retryAfter) implements ReportOutcome {}
}
