package chat.local.push;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Devices that the platforms no longer know, because their app was removed. */
public final class UnregisteredTokens {
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();

  UnregisteredTokens() {}

  public void add(String token) {
    tokens.add(token);
  }

  boolean contains(String token) {
    return tokens.contains(token);
  }
}
