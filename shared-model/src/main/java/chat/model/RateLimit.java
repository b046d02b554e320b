package chat.model;

import java.time.Duration;

/**
 * How often one user may do something: a bucket that holds {@code capacity}, and gets one back each {@code period} until it
 * is full. All limits are here, and people do not meet them. What is checked by a charge of many costs as many times less,
 * and is less exact by as many for each place where the user is served.
 */
public enum RateLimit {
  /** Entries sent, by socket or REST. */
  SENDS(300, Duration.ofMillis(100), 10, OnFault.ALLOW),
  /** Direct channels opened; 100 a day. */
  NEW_DIRECT_CHATS(100, Duration.ofDays(1).dividedBy(100), 1, OnFault.REFUSE),
  /** Groups created; 96 a day after the first 50. */
  GROUP_CREATIONS(50, Duration.ofMinutes(15), 1, OnFault.REFUSE),
  /** Pages of people looked for. */
  SEARCHES(30, Duration.ofSeconds(1), 1, OnFault.REFUSE),
  /** Tickets for a browser's socket. */
  TICKETS(30, Duration.ofSeconds(2), 1, OnFault.ALLOW),
  /** Sockets opened. A flaky network opens many, so a phone in a tunnel has some in reserve. */
  CONNECTS(100, Duration.ofSeconds(2), 1, OnFault.ALLOW),
  /** Contacts asked for; 96 a day after the first 50. */
  CONTACT_REQUESTS(50, Duration.ofMinutes(15), 1, OnFault.REFUSE),
  /** Users blocked, and unblocked. */
  BLOCKS(200, Duration.ofMinutes(1), 1, OnFault.ALLOW),
  /** Devices registered for notifications, and taken off. An app registers at each start. */
  PUSH_REGISTRATIONS(30, Duration.ofMinutes(1), 1, OnFault.ALLOW),
  /** Changes of a profile. A handle that is given up is held, so nobody may take them by the thousand. */
  PROFILE_CHANGES(30, Duration.ofHours(1), 1, OnFault.REFUSE),
  /** Messages and users reported. */
  REPORTS(10, Duration.ofMinutes(10), 1, OnFault.REFUSE),
  /** Pages of an export, each of which reads much. */
  EXPORTS(200, Duration.ofSeconds(1), 1, OnFault.REFUSE);

  private final int capacity;
  private final Duration period;
  private final int charge;
  private final OnFault onFault;

  RateLimit(int capacity, Duration period, int charge, OnFault onFault) {
    this.capacity = capacity;
    this.period = period;
    this.charge = charge;
    this.onFault = onFault;
  }

  /** What holds while nobody can tell how often it was done. */
  public enum OnFault {
    /** It goes on: the chat matters more than the limit. */
    ALLOW,
    /** It fails: whoever could break the check would be without a limit. */
    REFUSE
  }

  /** How many at once, from a full bucket. */
  public int capacity() {
    return capacity;
  }

  /** How many one check takes. */
  public int charge() {
    return charge;
  }

  public OnFault onFault() {
    return onFault;
  }

  /** How long what one check takes needs to come back. */
  public Duration chargeTime() {
    return period.multipliedBy(charge);
  }

  /** How long an empty bucket needs to be full. */
  public Duration fillTime() {
    return period.multipliedBy(capacity);
  }
}
