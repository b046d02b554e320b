package chat.report;

import chat.model.Report;
import chat.model.UserId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was reported of late. */
public interface Reports {
  /** How long a report is kept. */
  Duration LIFETIME = Duration.ofDays(180);

  /** Notes the report, in place of one with the same id. */
  void put(Report report);

  /** Up to so many of the reports about a user; strongly consistent. */
  List<Report> about(UserId userId, int limit);

  /** Up to so many of those that a user made, with ids above {@code after}, in their order; may lag by a moment. */
  List<Report> by(UserId reporter, @Nullable String after, int limit);

  /** Removes the report, if it is there. */
  void remove(Report report);
}
