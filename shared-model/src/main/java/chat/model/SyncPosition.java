package chat.model;

import static chat.model.InvalidValueException.require;

/** How far a sync has come: all channels below this one, and of this one all messages up to {@code seq}. */
public record SyncPosition(ChannelId channelId, long seq) {
  private static final char SEPARATOR = ':';

  public SyncPosition {
    require(seq >= 0 && seq <= Limits.MAX_SEQ, "Field after must be what next said.");
  }

  /** All of that channel too. */
  public static SyncPosition past(ChannelId channelId) {
    return new SyncPosition(channelId, Limits.MAX_SEQ);
  }

  /** Throws InvalidValueException if it is none. */
  public static SyncPosition parse(String text) {
    int separator = text.indexOf(SEPARATOR);
    if (separator < 0) {
      return past(new ChannelId(text));
    }
    String seq = text.substring(separator + 1);
    require(seq.matches("\\d{1,16}"), "Field after must be what next said.");
    return new SyncPosition(new ChannelId(text.substring(0, separator)), Long.parseLong(seq));
  }

  public String text() {
    return seq == Limits.MAX_SEQ ? channelId.value() : channelId.value() + SEPARATOR + seq;
  }
}
