package chat.presence;

import chat.model.Presence;
import chat.model.Sighting;
import chat.model.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Who may see whether somebody is online. */
@FunctionalInterface
public interface Sight {
  /** How the viewer sees those of these others whom they may see, and themself. */
  Map<UserId, Sighting> seen(Presence viewer, Collection<Presence> others, Instant now);
}
