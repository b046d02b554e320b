package chat.model;

/** Whether an account may be used. */
public enum Standing {
  ACTIVE,
  /** Locked out by an operator, until one restores it. */
  SUSPENDED,
  /** For good: the user id is never used again. */
  DELETED
}
