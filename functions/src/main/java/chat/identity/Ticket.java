package chat.identity;

import static chat.model.InvalidValueException.require;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What opens one socket of a browser: a secret of 256 bits. */
public record Ticket(String secret) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int BYTES = 32;

  public Ticket {
    require(FORM.matcher(secret).matches(), "A ticket has 43 characters of base64url.");
  }

  static Ticket draw(RandomGenerator random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return new Ticket(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** What is stored of it, so that nobody who reads the table can open a socket: its SHA-256. */
  public String digest() {
    try {
      return Base64.getUrlEncoder().withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Hidden: whoever has it may come in. */
  @Override
  public String toString() {
    return "Ticket";
  }
}
