package chat.report;

import chat.model.Report;
import chat.model.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports in memory. */
public final class InMemoryReports implements Reports {
  private final Map<String, Report> reports = new LinkedHashMap<>();

  @Override
  public void put(Report report) {
    reports.put(report.id(), report);
  }

  @Override
  public List<Report> about(UserId userId, int limit) {
    return all().stream().filter(report -> report.subject().userId().equals(userId)).limit(limit).toList();
  }

  @Override
  public List<Report> by(UserId reporter, @Nullable String after, int limit) {
    return all().stream().filter(report -> report.reporter().equals(reporter)).sorted(Comparator.comparing(Report::id))
        .filter(report -> after == null || report.id().compareTo(after) > 0).limit(limit).toList();
  }

  public List<Report> all() {
    return new ArrayList<>(reports.values());
  }

  @Override
  public void remove(Report report) {
    reports.remove(report.id());
  }
}
