package chat.push;

import chat.model.DeviceId;
import chat.model.Limits;
import chat.model.PushDevice;
import chat.model.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Registrations in memory. */
public final class InMemoryPushDevices implements PushDevices {
  private final Map<UserId, Map<String, PushDevice>> devices = new HashMap<>();

  @Override
  public synchronized Map<UserId, List<PushDevice>> find(Collection<UserId> userIds) {
    Map<UserId, List<PushDevice>> found = new HashMap<>();
    userIds.stream().filter(user -> !current(user).isEmpty()).forEach(user -> found.put(user, current(user)));
    return found;
  }

  @Override
  public synchronized List<PushDevice> current(UserId userId) {
    return List.copyOf(devices.getOrDefault(userId, Map.of()).values());
  }

  @Override
  public synchronized boolean put(UserId userId, PushDevice device) {
    Map<String, PushDevice> own = devices.computeIfAbsent(userId, _ -> new TreeMap<>());
    if (!own.containsKey(device.device().value()) && own.size() >= Limits.DEVICES) {
      return false;
    }
    own.put(device.device().value(), device);
    return true;
  }

  @Override
  public synchronized void remove(UserId userId, DeviceId device, String endpoint) {
    devices.getOrDefault(userId, new TreeMap<>()).values()
        .removeIf(known -> known.device().equals(device) && known.endpoint().equals(endpoint));
  }

  @Override
  public synchronized void removeAll(UserId userId) {
    devices.remove(userId);
  }
}
