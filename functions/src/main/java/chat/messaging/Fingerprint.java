package chat.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.model.ClientMessageId;
import chat.model.Content;
import chat.wire.ContentJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Tells whether a send says the same as its earlier try, also after an edit changed in place what is stored. */
final class Fingerprint {
  private static final int BYTES = 16;

  private Fingerprint() {}

  static String of(ClientMessageId clientMessageId, Content sent) {
    byte[] digest = sha256(clientMessageId.value() + "\n" + ContentJson.encode(sent));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
