package chat.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.channel.StateChange;
import chat.entrypoint.ChatApp;
import chat.messaging.LogEntry;
import chat.messaging.TestEntries;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Content.Text;
import chat.model.GroupSettings;
import chat.model.GroupSettings.History;
import chat.model.Membership;
import chat.model.RateLimit;
import chat.model.Report;
import chat.model.Report.Reason;
import chat.model.Report.Subject;
import chat.model.Role;
import chat.model.UserId;
import chat.report.ReportOutcome.NotAMember;
import chat.report.ReportOutcome.Reported;
import chat.report.ReportOutcome.TooOften;
import chat.report.ReportOutcome.UnknownTarget;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportMessageTest {
  private static final ChannelId GROUP = new ChannelId("g.1");
  private static final UserId ANN = new UserId("ann");
  private static final UserId VILLAIN = new UserId("villain");

  private final InMemoryPorts ports = new InMemoryPorts();
  private final ChatApp app = TestApps.on(ports, 0);

  /** Messages 1 to 5, the third of them deleted; ann came with the second. */
  ReportMessageTest() {
    Channel.Kind kind = new Channel.Kind.Group(new GroupSettings("Group", "", false, History.JOINED), 2);
    StateChange change = StateChange.of(Channel.opened(GROUP, kind),
        List.of(Membership.joining(GROUP, ANN, Role.MEMBER, 2, History.JOINED)));
    for (long seq = 1; seq <= 5; seq++) {
      LogEntry entry = TestEntries.text(GROUP, seq, VILLAIN);
      ports.messageLog().put(entry, seq == 2 ? Optional.of(change) : Optional.empty());
    }
    ports.messageLog().replace(TestEntries.text(GROUP, 3, VILLAIN).deleted(VILLAIN));
  }

  private ReportOutcome report(UserId reporter, ChannelId channelId, long seq) {
    return app.reportMessage().report(reporter, channelId, seq, Reason.ABUSE, "ugly");
  }

  @Test
  void keepsWhatTheMessageSaidWhenItWasReported() {
    assertEquals(new Reported(), report(ANN, GROUP, 4));
    ports.messageLog().replace(TestEntries.text(GROUP, 4, VILLAIN).deleted(VILLAIN));
    assertEquals(List.of(new Report(ANN, new Subject.Said(VILLAIN, GROUP, 4, new Text("text 4")), Reason.ABUSE, "ugly",
        ports.now)), ports.reports().about(VILLAIN, 10));
  }

  @Test
  void onlyWhatTheReporterSeesAndIsAMessage() {
    assertEquals(new NotAMember(), report(new UserId("stranger"), GROUP, 4));
    assertEquals(new NotAMember(), report(ANN, new ChannelId("g.2"), 4));
    assertEquals(new UnknownTarget(), report(ANN, GROUP, 1));
    assertEquals(new UnknownTarget(), report(ANN, GROUP, 3));
    assertEquals(new UnknownTarget(), report(ANN, GROUP, 6));
    assertEquals(List.of(), ports.reports().all());
  }

  @Test
  void whoReportsTooOftenHasToWait() {
    for (int number = 0; number < RateLimit.REPORTS.capacity(); number++) {
      assertEquals(new Reported(), app.reportUser().report(ANN, VILLAIN, Reason.SPAM, ""));
    }
    TooOften later = new TooOften(RateLimit.REPORTS.chargeTime());
    assertEquals(later, app.reportUser().report(ANN, VILLAIN, Reason.SPAM, ""));
    assertEquals(later, report(ANN, GROUP, 4));
  }

  @Test
  void noLogShowsWhatPeopleWrote() {
    report(ANN, GROUP, 4);
    assertFalse(ports.reports().all().toString().matches(".*(ugly|text 4).*"));
  }
}
