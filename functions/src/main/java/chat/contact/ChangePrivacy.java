package chat.contact;

import chat.identity.Accounts;
import chat.model.Account;
import chat.model.Presence;
import chat.model.PrivacySettings;
import chat.model.Reach;
import chat.model.UserId;
import chat.presence.PresenceOrder.Settle;
import chat.presence.PresenceQueue;
import chat.presence.Presences;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A user's privacy settings: with the account stands what decides about strangers, with the presence what is shown. */
public final class ChangePrivacy {
  private final Accounts accounts;
  private final Presences presences;
  private final PresenceQueue presenceQueue;

  public ChangePrivacy(Accounts accounts, Presences presences, PresenceQueue presenceQueue) {
    this.accounts = accounts;
    this.presences = presences;
    this.presenceQueue = presenceQueue;
  }

  public PrivacySettings of(UserId userId) {
    Account account = accounts.find(List.of(userId)).getOrDefault(userId, Account.fresh(userId));
    Presence presence = presences.find(List.of(userId)).getOrDefault(userId, Presence.none(userId));
    return new PrivacySettings(account.writers(), presence.seenBy(), presence.sharesReceipts());
  }

  /** What is empty stays as it is. */
  public PrivacySettings change(UserId userId, Optional<Reach> writers, Optional<Reach> presence,
      Optional<Boolean> receipts) {
    PrivacySettings before = of(userId);
    writers.ifPresent(reach -> accounts.setWriters(userId, reach));
    presence.ifPresent(reach -> {
      presences.showTo(userId, reach);
      presenceQueue.put(new Settle(userId, null, null), Duration.ZERO);
    });
    receipts.ifPresent(shared -> presences.shareReceipts(userId, shared));
    return new PrivacySettings(writers.orElse(before.writers()), presence.orElse(before.presence()),
        receipts.orElse(before.receipts()));
  }
}
