package chat.model;

import static chat.model.InvalidValueException.require;

/**
 * How a group is set up.
 *
 * @param description may be empty
 * @param announcement only admins and the owner may post
 */
public record GroupSettings(String name, String description, boolean announcement, History history) {
  public GroupSettings {
    requireValid(name, description);
  }

  static void requireValid(String name, String description) {
    Content.requireReadable(name, "A name");
    require(Content.characters(name) <= Limits.NAME_CHARACTERS, "A name has at most 100 characters.");
    if (!description.isEmpty()) {
      Content.requireReadable(description, "A description");
    }
    require(Content.characters(description) <= Limits.DESCRIPTION_CHARACTERS,
        "A description has at most 300 characters.");
  }

  /** What a newcomer may read. */
  public enum History {
    /** What was said since they joined. */
    JOINED,
    /** Everything. */
    ALL
  }

  /** Hidden, as all that people write. */
  @Override
  public String toString() {
    return "GroupSettings[announcement=" + announcement + ", history=" + history + "]";
  }
}
