package chat.model;

/** What a member is in a channel. The two of a direct channel are members. */
public enum Role {
  OWNER, ADMIN, MEMBER;

  /** The roles' rights in a group. README.md has them as a table. */
  public boolean may(Right right) {
    return switch (right) {
      case POST -> true;
      case ANNOUNCE, DELETE_OTHERS, PIN, CHANGE_SETTINGS, ADD_MEMBERS, INVITE, REMOVE_MEMBERS, PROMOTE ->
        this != MEMBER;
      case REMOVE_ADMINS, DEMOTE, PASS_ON -> this == OWNER;
    };
  }

  /** What a role may allow. Reading, reacting, deleting what is one's own and leaving are for all members. */
  public enum Right {
    /** Post and edit one's own, where not only announcements are wanted. */
    POST,
    /** Post and edit one's own in an announcement-only group. */
    ANNOUNCE, DELETE_OTHERS, PIN, CHANGE_SETTINGS, ADD_MEMBERS, INVITE, REMOVE_MEMBERS,
    /** Make members admins. */
    PROMOTE, REMOVE_ADMINS,
    /** Make admins members. */
    DEMOTE,
    /** Make another the owner. */
    PASS_ON
  }
}
