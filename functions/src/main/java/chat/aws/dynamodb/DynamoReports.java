package chat.aws.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.keyEqualTo;
import static software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional.sortGreaterThan;

import chat.model.Report;
import chat.model.UserId;
import chat.report.Reports;
import chat.topology.Topology;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;

/** Reports on table Reports, under whom they are about, and its index by reporter. */
public final class DynamoReports implements Reports {
  private final DynamoDbTable<ReportItem> table;

  public DynamoReports(DynamoDbEnhancedClient enhanced, String stage) {
    this.table = enhanced.table(Topology.REPORTS.nameIn(stage), ReportItem.SCHEMA);
  }

  @Override
  public void put(Report report) {
    table.putItem(ReportItem.of(report));
  }

  @Override
  public List<Report> about(UserId userId, int limit) {
    return table.query(query -> query.queryConditional(keyEqualTo(key -> key.partitionValue(userId.value())))
        .consistentRead(true).limit(limit)).items().stream().limit(limit).map(ReportItem::toReport).toList();
  }

  @Override
  public List<Report> by(UserId reporter, @Nullable String after, int limit) {
    return table.index(ReportItem.BY_REPORTER)
        .query(query -> query.queryConditional(after == null
            ? keyEqualTo(key -> key.partitionValue(reporter.value()))
            : sortGreaterThan(key -> key.partitionValue(reporter.value()).sortValue(after))).limit(limit))
        .stream().flatMap(page -> page.items().stream()).limit(limit).map(ReportItem::toReport).toList();
  }

  @Override
  public void remove(Report report) {
    table.deleteItem(key -> key
        .key(item -> item.partitionValue(report.subject().userId().value()).sortValue(report.id())));
  }
}
