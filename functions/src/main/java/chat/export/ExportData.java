package chat.export;

import chat.channel.Channels;
import chat.channel.Memberships;
import chat.contact.Contacts;
import chat.export.Exported.Entry;
import chat.export.Exported.OfAccount;
import chat.export.Exported.OfContact;
import chat.export.Exported.OfMembership;
import chat.export.Exported.OfMessage;
import chat.export.Exported.OfPresence;
import chat.export.Exported.OfPrivacy;
import chat.export.Exported.OfProfile;
import chat.export.Exported.OfPush;
import chat.export.Exported.OfReport;
import chat.export.Position.AfterContact;
import chat.export.Position.AfterReport;
import chat.export.Position.AtEntry;
import chat.export.Position.FromChannel;
import chat.identity.Accounts;
import chat.limit.Throttle;
import chat.messaging.LogEntry;
import chat.messaging.MessageLog;
import chat.model.Account;
import chat.model.ChannelId;
import chat.model.Contact;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Presence;
import chat.model.PrivacySettings;
import chat.model.RateLimit;
import chat.model.Report;
import chat.model.Report.Subject;
import chat.model.UserId;
import chat.people.Profiles;
import chat.presence.Presences;
import chat.push.PushDevices;
import chat.report.Reports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives a user all that is stored of them, a page at a time: first what there is once, then contacts and reports, then
 * channel by channel their place and what they wrote. A page reads so much at most, so one may be empty and not be the last.
 */
public final class ExportData {
  /** With these and few more, a page fits into what a function may return. */
  private static final int ITEMS = 100;
  private static final int REPORTS = 100;
  private static final int READS = 5;

  private final Accounts accounts;
  private final Profiles profiles;
  private final Presences presences;
  private final PushDevices pushDevices;
  private final Contacts contacts;
  private final Reports reports;
  private final Memberships memberships;
  private final Channels channels;
  private final MessageLog log;
  private final Throttle throttle;

  public ExportData(Accounts accounts, Profiles profiles, Presences presences, PushDevices pushDevices,
      Contacts contacts, Reports reports, Memberships memberships, Channels channels, MessageLog log,
      Throttle throttle) {
    this.accounts = accounts;
    this.profiles = profiles;
    this.presences = presences;
    this.pushDevices = pushDevices;
    this.contacts = contacts;
    this.reports = reports;
    this.memberships = memberships;
    this.channels = channels;
    this.log = log;
    this.throttle = throttle;
  }

  /** What came of asking for a page. */
  public sealed interface Outcome {
    /** {@code next}: the cursor of the next page; empty on the last. */
    record Page(List<Exported> items, Optional<String> next) implements Outcome {
      public Page {
        items = List.copyOf(items);
      }
    }

    record TooOften(Duration retryAfter) implements Outcome {}
  }

  /** {@code from}: as the cursor of the page before said; empty for the first. */
  public Outcome page(UserId userId, Optional<Position> from) {
    return throttle.take(userId, RateLimit.EXPORTS).<Outcome>map(Outcome.TooOften::new)
        .orElseGet(() -> new Reading(userId).page(from));
  }

  /** One page under way. */
  private final class Reading {
    private final UserId userId;
    private final List<Exported> items = new ArrayList<>();

    private Reading(UserId userId) {
      this.userId = userId;
    }

    private Outcome.Page page(Optional<Position> from) {
      if (from.isEmpty()) {
        readSelf();
      }
      Optional<Position> position = from.or(() -> Optional.of(new AfterContact(Optional.empty())));
      for (int reads = 0; reads < READS && items.size() < ITEMS && position.isPresent(); reads++) {
        position = switch (position.get()) {
          case AfterContact(Optional<UserId> after) -> Optional.of(readContacts(after));
          case AfterReport(Optional<String> after) -> Optional.of(readReports(after));
          case FromChannel(Optional<ChannelId> channelId) -> readChannel(channelId, 0);
          case AtEntry(ChannelId channelId, long seq) -> readChannel(Optional.of(channelId), seq);
        };
      }
      return new Outcome.Page(items, position.map(Position::cursor));
    }

    /** Settings stand in two places, so whoever is known in either has some. */
    private void readSelf() {
      Optional<Account> account = Optional.ofNullable(accounts.find(List.of(userId)).get(userId));
      Optional<Presence> presence = presences.current(userId);
      account.map(OfAccount::new).ifPresent(items::add);
      profiles.find(userId).map(OfProfile::new).ifPresent(items::add);
      if (account.isPresent() || presence.isPresent()) {
        Presence shown = presence.orElse(Presence.none(userId));
        items.add(new OfPrivacy(new PrivacySettings(account.orElse(Account.fresh(userId)).writers(), shown.seenBy(),
            shown.sharesReceipts())));
      }
      presence.map(OfPresence::new).ifPresent(items::add);
      pushDevices.current(userId).stream().map(OfPush::new).forEach(items::add);
    }

    private Position readContacts(Optional<UserId> after) {
      Contacts.Page page = contacts.page(userId, after.orElse(null), Limits.CONTACTS_PAGE);
      page.contacts().stream().filter(Contact::isShown).forEach(contact -> items
          .add(new OfContact(contact.otherId(), contact.state(), contact.blocked(), contact.since())));
      return page.next().isPresent() ? new AfterContact(page.next()) : new AfterReport(Optional.empty());
    }

    private Position readReports(Optional<String> after) {
      List<Report> page = reports.by(userId, after.orElse(null), REPORTS);
      page.forEach(report -> items.add(new OfReport(report.subject().userId(), switch (report.subject()) {
        case Subject.User _ -> Optional.empty();
        case Subject.Said said -> Optional.of(new Entry(said.channelId(), said.seq()));
      }, report.reason(), report.comment(), report.at())));
      return page.size() < REPORTS
          ? new FromChannel(Optional.empty())
          : new AfterReport(Optional.of(page.getLast().id()));
    }

    /** The first channel from there on, if any; empty when that was the last. */
    private Optional<Position> readChannel(Optional<ChannelId> from, long seq) {
      List<Membership> places = memberships.of(userId, from.orElse(null), 2);
      if (places.isEmpty()) {
        return Optional.empty();
      }
      Membership place = places.getFirst();
      // the place that was being read may be gone
      long first = from.filter(place.channelId()::equals).isPresent() ? seq : 0;
      return read(place, first).or(() -> places.size() == 1
          ? Optional.empty()
          : Optional.of(new FromChannel(Optional.of(places.getLast().channelId()))));
    }

    /** Empty when the channel is done. Who came back to a group also wrote before, and may have what they wrote. */
    private Optional<Position> read(Membership place, long seq) {
      if (seq == 0) {
        channels.get(place.channelId()).ifPresent(channel -> items.add(new OfMembership(place, channel)));
      }
      int limit = Math.max(ITEMS - items.size(), 1);
      List<LogEntry> entries = log.from(place.channelId(), Math.max(seq, 1), limit);
      entries.stream().map(LogEntry::message).filter(message -> message.sender().equals(userId))
          .forEach(message -> items.add(new OfMessage(message)));
      return entries.size() < limit
          ? Optional.empty()
          : Optional.of(new AtEntry(place.channelId(), entries.getLast().message().seq() + 1));
    }
  }
}
