package chat.export;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.entrypoint.ChatApp;
import chat.export.ExportData.Outcome;
import chat.export.Exported.Entry;
import chat.export.Exported.OfAccount;
import chat.export.Exported.OfContact;
import chat.export.Exported.OfMembership;
import chat.export.Exported.OfMessage;
import chat.export.Exported.OfPresence;
import chat.export.Exported.OfPrivacy;
import chat.export.Exported.OfProfile;
import chat.export.Exported.OfReport;
import chat.messaging.TestEntries;
import chat.model.Channel.Kind.Direct;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.Contact.State;
import chat.model.Content;
import chat.model.DeviceId;
import chat.model.Handle;
import chat.model.InvalidValueException;
import chat.model.Message;
import chat.model.PrivacySettings;
import chat.model.Profile;
import chat.model.RateLimit;
import chat.model.Reach;
import chat.model.Report;
import chat.model.Report.Reason;
import chat.model.UserId;
import chat.people.ProfileChange;
import chat.presence.TestSockets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportDataTest {
  private static final UserId ANN = new UserId("ann");
  private static final int ENTRIES = 1_250;

  private final InMemoryPorts ports = new InMemoryPorts();
  private final ChatApp app = TestApps.on(ports, 0);
  private final ExportData exportData = app.exportData();
  private final List<Message> written = new ArrayList<>();

  private ChannelId talkWith(UserId peer, int entries) {
    ChannelId channelId = ChannelId.direct(ANN, peer);
    ports.channels().openDirect(channelId, new Direct(ANN, peer));
    ports.memberships().addDirect(channelId, ANN);
    ports.memberships().addDirect(channelId, peer);
    for (int seq = 1; seq <= entries; seq++) {
      var entry = TestEntries.text(channelId, seq, seq % 3 == 0 ? ANN : peer);
      ports.messageLog().put(entry, Optional.empty());
      if (seq % 3 == 0) {
        written.add(entry.message());
      }
    }
    return channelId;
  }

  private List<Outcome.Page> pages() {
    List<Outcome.Page> pages = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      pages.add(assertInstanceOf(Outcome.Page.class, exportData.page(ANN, next.map(Position::of))));
      next = pages.getLast().next();
    } while (next.isPresent());
    return pages;
  }

  @Test
  void givesAllThatIsOnesOwnAndNothingElse() {
    ports.accounts().open(ANN);
    TestSockets.open(ports.presences(), ANN, new ConnectionId("c"), DeviceId.DEFAULT, ports.now);
    List<ChannelId> channelIds = Stream.of(talkWith(new UserId("ben"), ENTRIES), talkWith(new UserId("cleo"), 7),
        talkWith(new UserId("dora"), 0), talkWith(new UserId("emil"), 200)).toList();
    List<Outcome.Page> pages = pages();
    List<Exported> all = pages.stream().flatMap(page -> page.items().stream()).toList();
    assertEquals(new OfAccount(ports.accounts().open(ANN)), all.getFirst());
    assertEquals(new OfPrivacy(new PrivacySettings(Reach.EVERYONE, Reach.EVERYONE, true)), all.get(1));
    assertInstanceOf(OfPresence.class, all.get(2));
    assertEquals(channelIds.stream().sorted(Comparator.comparing(ChannelId::value)).toList(),
        all.stream().filter(OfMembership.class::isInstance).map(OfMembership.class::cast)
            .map(place -> place.channel().id()).toList());
    List<Message> messages = all.stream().filter(OfMessage.class::isInstance).map(OfMessage.class::cast)
        .map(OfMessage::message).toList();
    assertEquals(written.size(), messages.size());
    assertTrue(messages.containsAll(written));
    assertTrue(pages.size() >= 3 && pages.stream().allMatch(page -> page.items().size() <= 2 + 5 * 101));
  }

  @Test
  void givesProfileSettingsContactsAndReports() {
    Profile profile = new Profile(ANN, Optional.of(new Handle("ann")), "Ann", "Hiker", Optional.of("f1"));
    app.changeProfile().change(ANN, new ProfileChange(profile.handle(), Optional.of("Ann"), Optional.of("Hiker"),
        Optional.of("f1"), false));
    app.changePrivacy().change(ANN, Optional.of(Reach.CONTACTS), Optional.of(Reach.NOBODY), Optional.of(false));
    for (int number = 0; number < 120; number++) {
      app.requestContact().request(ANN, new UserId("c%03d".formatted(number)));
    }
    app.block().block(ANN, new UserId("z1"));
    app.block().block(new UserId("c001"), ANN);
    app.block().block(new UserId("z2"), ANN);
    UserId villain = new UserId("villain");
    app.reportUser().report(ANN, villain, Reason.SPAM, "always");
    ports.reports().put(new Report(ANN, new Report.Subject.Said(villain, new ChannelId("g.1"), 7,
        new Content.Text("deleted since")), Reason.OTHER, "", ports.now));
    List<Exported> all = pages().stream().flatMap(page -> page.items().stream()).toList();
    assertEquals(
        List.of(new OfProfile(profile), new OfPrivacy(new PrivacySettings(Reach.CONTACTS, Reach.NOBODY, false))),
        all.stream().filter(item -> item instanceof OfProfile || item instanceof OfPrivacy).toList());
    List<OfContact> contacts = all.stream().filter(OfContact.class::isInstance).map(OfContact.class::cast).toList();
    assertEquals(121, contacts.size());
    assertEquals(new OfContact(new UserId("c001"), State.OUTGOING, false, ports.now), contacts.get(1));
    assertEquals(new OfContact(new UserId("z1"), State.NONE, true, ports.now), contacts.getLast());
    assertEquals(Set.of(new OfReport(villain, Optional.empty(), Reason.SPAM, "always", ports.now),
        new OfReport(villain, Optional.of(new Entry(new ChannelId("g.1"), 7)), Reason.OTHER, "", ports.now)),
        all.stream().filter(OfReport.class::isInstance).collect(toSet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "Y29udGFjdA", "ZW50cnkgZy4xIHg", "ZW50cnkgIDE", "b3RoZXIgMQ"})
  void aCursorIsOneOfAnExport(String cursor) {
    assertThrows(InvalidValueException.class, () -> Position.of(cursor));
  }

  @Test
  void whoHasNothingGetsAnEmptyPage() {
    assertEquals(List.of(new Outcome.Page(List.of(), Optional.empty())), pages());
  }

  @Test
  void whoAsksTooOftenHasToWait() {
    for (int number = 0; number < RateLimit.EXPORTS.capacity(); number++) {
      assertInstanceOf(Outcome.Page.class, exportData.page(ANN, Optional.empty()));
    }
    assertEquals(new Outcome.TooOften(RateLimit.EXPORTS.chargeTime()), exportData.page(ANN, Optional.empty()));
  }
}
