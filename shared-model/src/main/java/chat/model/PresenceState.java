package chat.model;

/** Whether a user is there. While nothing is heard of them they can only move to a later one of these. */
public enum PresenceState {
  ONLINE(0),
  /** Connected, but without activity on any device. */
  AWAY(1),
  /** Connected, and does not want to be disturbed. */
  DO_NOT_DISTURB(2), OFFLINE(3);

  /** More than any place. */
  static final int PLACES = 4;

  private final int place;

  PresenceState(int place) {
    this.place = place;
  }

  /** In the order in which silence leads. */
  int place() {
    return place;
  }
}
