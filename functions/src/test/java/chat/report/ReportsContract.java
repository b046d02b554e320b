package chat.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.model.ChannelId;
import chat.model.Content;
import chat.model.Report;
import chat.model.Report.Reason;
import chat.model.Report.Subject;
import chat.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store of reports does. */
public abstract class ReportsContract {
  /** In the future, for the engine deletes at once what has outlived its time by its own clock. */
  private static final Instant NOW = Instant.parse("2099-11-25T10:00:00.123Z");
  private static final ChannelId CHANNEL = new ChannelId("g.1");

  private final UserId ann = new UserId("ann-" + UUID.randomUUID());
  private final UserId ben = new UserId("ben-" + UUID.randomUUID());
  private final UserId villain = new UserId("villain-" + UUID.randomUUID());

  protected abstract Reports reports();

  private Report ofUser(UserId reporter, String comment) {
    return new Report(reporter, new Subject.User(villain), Reason.SPAM, comment, NOW);
  }

  private Report ofMessage(UserId reporter, long seq) {
    return new Report(reporter, new Subject.Said(villain, CHANNEL, seq, new Content.Text("buy this")), Reason.OTHER, "",
        NOW);
  }

  @Test
  void keepsWhatWasToldAndFindsItFromBothSides() {
    List<Report> all = List.of(ofUser(ann, "always"), ofUser(ben, ""), ofMessage(ann, 7), ofMessage(ann, 8));
    all.forEach(reports()::put);
    assertEquals(Set.copyOf(all), Set.copyOf(reports().about(villain, 10)));
    assertEquals(Set.of(all.get(0), all.get(2), all.get(3)), Set.copyOf(reports().by(ann, null, 10)));
    assertEquals(3, reports().about(villain, 3).size());
    List<Report> first = reports().by(ann, null, 2);
    assertEquals(2, first.size());
    assertEquals(Set.of(all.get(0), all.get(2), all.get(3)), Set.copyOf(Stream
        .concat(first.stream(), reports().by(ann, first.getLast().id(), 2).stream()).toList()));
    assertEquals(1, reports().by(ann, first.getLast().id(), 2).size());
    assertEquals(List.of(), reports().by(villain, null, 10));
  }

  @Test
  void theSameFromTheSameUserTakesThePlaceOfTheFirst() {
    reports().put(ofUser(ann, "once"));
    reports().put(ofUser(ann, "twice"));
    assertEquals(List.of(ofUser(ann, "twice")), reports().about(villain, 10));
  }

  @Test
  void removesOne() {
    reports().put(ofMessage(ann, 7));
    reports().put(ofMessage(ann, 8));
    reports().remove(ofMessage(ann, 7));
    reports().remove(ofMessage(ann, 7));
    assertEquals(List.of(ofMessage(ann, 8)), reports().about(villain, 10));
  }
}
