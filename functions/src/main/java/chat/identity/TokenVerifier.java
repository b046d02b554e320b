package chat.identity;

import java.util.Optional;

/** Checks a bearer token: signature, algorithm, issuer, audience, expiry and use. */
public interface TokenVerifier {
  /** Empty if it is not good. A fault, such as unreachable keys, is thrown. */
  Optional<Token> verify(String token);
}
