package chat.aws.dynamodb;

import chat.report.Reports;
import chat.report.ReportsContract;

class DynamoReportsTest extends ReportsContract {
  private final Reports reports = new DynamoReports(DynamoDbLocal.enhanced(), DynamoDbLocal.STAGE);

  @Override
  protected Reports reports() {
    return reports;
  }
}
