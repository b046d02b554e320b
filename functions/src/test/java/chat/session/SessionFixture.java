package chat.session;

import chat.delivery.ConnectionGateway;
import chat.delivery.ConnectionGateway.CloseResult;
import chat.identity.Admission;
import chat.identity.Admission.Verdict;
import chat.identity.Caller;
import chat.identity.InMemoryAccounts;
import chat.messaging.Backoff;
import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.PushPlatform;
import chat.model.UserId;
import chat.presence.Connect;
import chat.presence.InMemoryPresences;
import chat.presence.InMemoryWatches;
import chat.presence.Lease;
import chat.presence.Leave;
import chat.presence.PresenceOrder;
import chat.push.FakePushService;
import chat.push.InMemoryPushDevices;
import chat.push.RegisterDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A gateway with open sockets, and all that decides over them. A pause of those who wait takes a second. */
final class SessionFixture implements ConnectionGateway {
  static final UserId ALICE = new UserId("alice");
  static final Lease LEASE = new Lease(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(9),
      Duration.ofSeconds(10));
  static final Instant T0 = Instant.parse("2026-11-25T10:00:00Z");

  final List<PresenceOrder> presenceOrders = new ArrayList<>();
  final InMemoryPresences presences = new InMemoryPresences();
  final InMemoryAccounts accounts = new InMemoryAccounts();
  final InMemoryPushDevices pushDevices = new InMemoryPushDevices();
  final FakePushService pushService = new FakePushService();
  final Set<ConnectionId> open = new LinkedHashSet<>();
  final Map<ConnectionId, String> goodbyes = new LinkedHashMap<>();
  final List<ConnectionId> unclosable = new ArrayList<>();
  Instant now = T0;
  Backoff backoff = _ -> now = now.plusSeconds(1);

  OpenSocket openSocket() {
    return new OpenSocket(
        new Connect(presences, new InMemoryWatches(), (orders, _) -> presenceOrders.addAll(orders), LEASE, () -> now),
        presences, new Admission(accounts), endSockets());
  }

  RegisterDevice registerDevice() {
    return new RegisterDevice(pushDevices, pushService);
  }

  void register(String device) {
    registerDevice().register(ALICE, new DeviceId(device), PushPlatform.FCM, device + "-token", "1", Locale.ENGLISH,
        true,
        Optional.empty());
  }

  EndSockets endSockets() {
    return new EndSockets(presences, new Leave(presences, LEASE, () -> now), this, lost -> backoff.standBack(lost),
        () -> now);
  }

  /** The whole handshake, a second after the one before. */
  Verdict connect(String device, String connectionId) {
    now = now.plusSeconds(1);
    ConnectionId socket = new ConnectionId(connectionId);
    Verdict verdict = openSocket().open(caller(device), socket);
    if (verdict == Verdict.ADMITTED) {
      open.add(socket);
    }
    return verdict;
  }

  static Caller caller(String device) {
    return new Caller(ALICE, new DeviceId(device), T0.minusSeconds(60));
  }

  Set<ConnectionId> noted() {
    return presences.of(ALICE).connections().keySet();
  }

  static Set<ConnectionId> sockets(String... connectionIds) {
    Set<ConnectionId> sockets = new LinkedHashSet<>();
    for (String connectionId : connectionIds) {
      sockets.add(new ConnectionId(connectionId));
    }
    return sockets;
  }

  @Override
  public synchronized PostResult post(ConnectionId connectionId, String frame) {
    if (!open.contains(connectionId)) {
      return PostResult.GONE;
    }
    goodbyes.put(connectionId, frame);
    return PostResult.POSTED;
  }

  @Override
  public synchronized CloseResult close(ConnectionId connectionId) {
    if (unclosable.remove(connectionId)) {
      return CloseResult.FAILED;
    }
    return open.remove(connectionId) ? CloseResult.CLOSED : CloseResult.GONE;
  }
}
