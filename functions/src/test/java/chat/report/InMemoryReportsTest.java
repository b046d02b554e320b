package chat.report;

class InMemoryReportsTest extends ReportsContract {
  private final Reports reports = new InMemoryReports();

  @Override
  protected Reports reports() {
    return reports;
  }
}
