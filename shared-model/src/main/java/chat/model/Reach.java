package chat.model;

/** Whom a user lets do something. */
public enum Reach {
  EVERYONE,
  /** Accepted contacts only. */
  CONTACTS, NOBODY
}
