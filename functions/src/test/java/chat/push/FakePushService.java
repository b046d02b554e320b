package chat.push;

import chat.model.PushPlatform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what it is told. A token is its endpoint; one that begins with {@code bad} is none. */
public final class FakePushService implements PushService {
  public final Map<String, Owner> owners = new HashMap<>();
  public final List<Published> published = new ArrayList<>();
  public final Set<PushPlatform> off = new HashSet<>();
  public Outcome outcome = Outcome.PUBLISHED;

  /** A notification. */
  public record Published(String endpoint, Notice notice) {}

  @Override
  public Registration register(PushPlatform platform, String token, Owner owner, Handover handover) {
    if (off.contains(platform)) {
      return new Registration.Off();
    }
    if (token.startsWith("bad")) {
      return new Registration.BadToken();
    }
    Owner before = owners.get(token);
    if (before != null && !before.equals(owner)) {
      handover.from(before, token);
    }
    owners.put(token, owner);
    return new Registration.Registered(token);
  }

  @Override
  public void remove(String endpoint) {
    owners.remove(endpoint);
  }

  @Override
  public Outcome publish(String endpoint, PushPlatform platform, Notice notice) {
    if (!owners.containsKey(endpoint)) {
      return Outcome.GONE;
    }
    if (outcome == Outcome.PUBLISHED) {
      published.add(new Published(endpoint, notice));
    }
    return outcome;
  }
}
