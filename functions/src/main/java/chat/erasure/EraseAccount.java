package chat.erasure;

import chat.erasure.EraseSpeech.Progress;
import chat.erasure.Erasure.Place;
import chat.identity.Accounts;
import chat.model.Account;
import chat.model.Standing;
import chat.model.UserId;
import chat.session.EndSockets;
import chat.wire.ServerEvent.Ended.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Erases a user whose account is closed: first nobody finds them any more, then what they said goes, then all else that is
 * kept of them. What stays is the user id, in the entries and as the closed account, so that nobody ever gets it again.
 *
 * <p>A job works until its time is up, and orders the rest with its place. Every step may be done twice, so after a crash it
 * goes on from the place before.
 */
public final class EraseAccount {
  /** Longer than a send or a fan-out that began before the account was closed. */
  static final Duration UNDER_WAY = Duration.ofMinutes(2);

  private final Accounts accounts;
  private final EndSockets endSockets;
  private final ErasePerson erasePerson;
  private final EraseSpeech eraseSpeech;
  private final Erasures erasures;

  public EraseAccount(Accounts accounts, EndSockets endSockets, ErasePerson erasePerson, EraseSpeech eraseSpeech,
      Erasures erasures) {
    this.accounts = accounts;
    this.endSockets = endSockets;
    this.erasePerson = erasePerson;
    this.eraseSpeech = eraseSpeech;
    this.erasures = erasures;
  }

  /** Works until {@code deadline} and orders what is left then. */
  public void erase(Erasure erasure, Instant deadline) {
    UserId userId = erasure.userId();
    boolean wasClosed = isClosed(userId);
    if (!wasClosed) {
      accounts.setStanding(userId, Standing.DELETED);
    }
    if (erasure.place().isEmpty()) {
      // whoever deleted the account may have stopped before all were ended
      endSockets.all(userId, Reason.ACCOUNT_DELETED);
    }
    if (!wasClosed) {
      erasures.put(erasure, UNDER_WAY);
      return;
    }
    if (erasure.place().isEmpty() && !erasePerson.hide(userId, deadline)) {
      erasures.put(erasure, Duration.ZERO);
      return;
    }
    switch (eraseSpeech.erase(erasure, deadline)) {
      case Progress.GoOn(Place place, Duration delay) -> erasures.put(erasure.from(place), delay);
      case Progress.Done _ -> forget(erasure, deadline);
    }
  }

  private boolean isClosed(UserId userId) {
    return Optional.ofNullable(accounts.find(List.of(userId)).get(userId)).map(Account::standing)
        .filter(Standing.DELETED::equals).isPresent();
  }

  private void forget(Erasure erasure, Instant deadline) {
    // once more, for what was set while it was being closed
    accounts.setStanding(erasure.userId(), Standing.DELETED);
    if (!erasePerson.forget(erasure.userId(), deadline)) {
      erasures.put(erasure, Duration.ZERO);
    }
  }
}
