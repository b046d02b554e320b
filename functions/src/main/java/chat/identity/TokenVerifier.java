package chat.identity;

import chat.model.UserId;
import java.util.Optional;

/** Checks a bearer token: signature, algorithm, issuer, audience and expiry. */
public interface TokenVerifier {
  /** Whose token it is; empty if it is not good. A fault, such as unreachable keys, is thrown. */
  Optional<UserId> verify(String token);
}
