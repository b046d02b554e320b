package chat.model;

import static chat.model.InvalidValueException.require;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** A channel: a direct conversation or a group. */
public record ChannelId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int DIGEST_BYTES = 20;
  private static final String DIRECT = "d.";

  public ChannelId {
    require(FORM.matcher(value).matches(), "A channelId has 1 to 64 letters, digits and . _ -");
  }

  /** The direct channel of two users, the same from either side; of one user with themself, their notes. */
  public static ChannelId direct(UserId one, UserId other) {
    String[] members = {one.value(), other.value()};
    Arrays.sort(members);
    return new ChannelId(DIRECT + digest(members[0] + "\n" + members[1]));
  }

  /** The group that a user created by that send, the same on every retry. */
  public static ChannelId group(UserId creator, ClientMessageId clientMessageId) {
    return new ChannelId("g." + digest(creator.value() + "\n" + clientMessageId.value()));
  }

  public boolean isDirect() {
    return value.startsWith(DIRECT);
  }

  private static String digest(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha256(text), DIGEST_BYTES));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
