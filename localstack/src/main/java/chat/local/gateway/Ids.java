package chat.local.gateway;

import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Ids in the gateway's form, such as {@code KVmb8fjMIAMCFgQ=}: of connections, requests and messages. */
final class Ids {
  private static final int BYTES = 11;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9+/_-]{15}=");

  private final RandomGenerator random;

  Ids(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  static boolean isWellFormed(String id) {
    return FORM.matcher(id).matches();
  }
}
