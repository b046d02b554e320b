package chat.presence;

import chat.model.Presence;
import chat.model.UserId;
import java.util.Collection;
import java.util.Set;

/** Who may see whether somebody is online. */
@FunctionalInterface
public interface Sight {
  /** Those of these others whom the viewer may see. */
  Set<UserId> seen(UserId viewer, Collection<Presence> others);
}
