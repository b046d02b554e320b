package chat.push;

import chat.model.DeviceId;
import chat.model.PushDevice;
import chat.model.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The devices of each user that notifications are brought to: one item a user. */
public interface PushDevices {
  /** Of those who have any; may lag by a moment. */
  Map<UserId, List<PushDevice>> find(Collection<UserId> userIds);

  /** As they are. */
  List<PushDevice> current(UserId userId);

  /** Returns false if the user has {@link chat.model.Limits#DEVICES} others. */
  boolean put(UserId userId, PushDevice device);

  /** Takes it away, if it still has that endpoint. */
  void remove(UserId userId, DeviceId device, String endpoint);

  /** Takes all of a user's away. */
  void removeAll(UserId userId);
}
