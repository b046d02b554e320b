package chat.model;

import static chat.model.InvalidValueException.require;

import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What a client calls its message, the same on every retry; unique for one sender in one channel. A UUID or a ULID fits. */
public record ClientMessageId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public ClientMessageId {
    require(FORM.matcher(value).matches(), "A clientMessageId has 1 to 64 letters, digits and . _ -");
  }

  /** For a change whose sender gave none. */
  public static ClientMessageId random(RandomGenerator random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return new ClientMessageId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public String toString() {
    return value;
  }
}
