package chat.model;

import static chat.model.InvalidValueException.require;

import java.util.regex.Pattern;

/** What an invite link carries: the group and a secret of 128 bits. */
public record InviteCode(ChannelId channelId, String secret) {
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final char SEPARATOR = '~';

  public InviteCode {
    require(SECRET.matcher(secret).matches(), "An invite has a secret of 22 characters.");
  }

  /** Throws InvalidValueException if it is none. */
  public static InviteCode parse(String text) {
    int separator = text.indexOf(SEPARATOR);
    require(separator > 0, "An invite is a channelId, ~ and a secret.");
    return new InviteCode(new ChannelId(text.substring(0, separator)), text.substring(separator + 1));
  }

  public String text() {
    return channelId.value() + SEPARATOR + secret;
  }

  /** Hidden: whoever has it may join. */
  @Override
  public String toString() {
    return "InviteCode[" + channelId + "]";
  }
}
