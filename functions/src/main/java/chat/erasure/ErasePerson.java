package chat.erasure;

import chat.contact.Contacts;
import chat.contact.Pair;
import chat.limit.RateLimits;
import chat.model.Limits;
import chat.model.Report;
import chat.model.UserId;
import chat.people.RemoveProfile;
import chat.presence.PresenceOrder.Settle;
import chat.presence.PresenceQueue;
import chat.presence.Presences;
import chat.push.RegisterDevice;
import chat.report.Reports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Erases all that is kept of a user but what stands in channels. What is done twice is done once. */
public final class ErasePerson {
  private static final int REPORTS = 25;

  private final RemoveProfile removeProfile;
  private final Contacts contacts;
  private final Presences presences;
  private final PresenceQueue presenceQueue;
  private final RegisterDevice registerDevice;
  private final RateLimits rateLimits;
  private final Reports reports;
  private final InstantSource clock;

  public ErasePerson(RemoveProfile removeProfile, Contacts contacts, Presences presences,
      PresenceQueue presenceQueue, RegisterDevice registerDevice, RateLimits rateLimits, Reports reports,
      InstantSource clock) {
    this.removeProfile = removeProfile;
    this.contacts = contacts;
    this.presences = presences;
    this.presenceQueue = presenceQueue;
    this.registerDevice = registerDevice;
    this.rateLimits = rateLimits;
    this.reports = reports;
    this.clock = clock;
  }

  /** Nobody finds them any more, nor has them among their contacts, and their devices hear nothing. Returns whether it was done by {@code deadline}. */
  boolean hide(UserId userId, Instant deadline) {
    removeProfile.remove(userId);
    @Nullable
    UserId after = null;
    do {
      Contacts.Page page = contacts.page(userId, after, Limits.CONTACTS_PAGE);
      for (UserId otherId : page.contacts().stream().map(contact -> contact.otherId()).toList()) {
        if (isOver(deadline)) {
          return false;
        }
        contacts.change(userId, otherId, _ -> Pair.none(userId, otherId));
      }
      after = page.next().orElse(null);
    } while (after != null);
    registerDevice.unregisterAll(userId);
    return true;
  }

  /**
   * What is left when nothing that they said can be read any more, so that no new report has it. Returns whether it was
   * done by {@code deadline}.
   */
  boolean forget(UserId userId, Instant deadline) {
    presences.erase(userId);
    presenceQueue.put(new Settle(userId, null, null), Duration.ZERO);
    rateLimits.forget(userId);
    return removeAll(() -> reports.about(userId, REPORTS), deadline)
        && removeAll(() -> reports.by(userId, null, REPORTS), deadline);
  }

  private boolean removeAll(Supplier<List<Report>> first, Instant deadline) {
    for (List<Report> some = first.get(); !some.isEmpty(); some = first.get()) {
      if (isOver(deadline)) {
        return false;
      }
      some.forEach(reports::remove);
    }
    return true;
  }

  private boolean isOver(Instant deadline) {
    return !clock.instant().isBefore(deadline);
  }
}
