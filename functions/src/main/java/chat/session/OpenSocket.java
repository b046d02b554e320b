package chat.session;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import chat.identity.Admission;
import chat.identity.Admission.Verdict;
import chat.identity.Caller;
import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.Limits;
import chat.model.Presence;
import chat.model.Socket;
import chat.presence.Connect;
import chat.presence.Presences;
import chat.wire.ServerEvent.Ended.Reason;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A socket asks to be opened. It is noted first, and then it is looked whether its user may come in; who locks a user out
 * writes that first, and then looks for sockets. So one of the two always sees the other.
 */
public final class OpenSocket {
  private final Connect connect;
  private final Presences presences;
  private final Admission admission;
  private final EndSockets endSockets;

  public OpenSocket(Connect connect, Presences presences, Admission admission, EndSockets endSockets) {
    this.connect = connect;
    this.presences = presences;
    this.admission = admission;
    this.endSockets = endSockets;
  }

  /** With one device or socket too many, the one that has not come for the longest time has to go. */
  public Verdict open(Caller caller, ConnectionId connectionId) {
    Presence presence = connect.note(caller.userId(), connectionId, caller.device());
    Verdict verdict = admission.admit(caller.userId(), caller.issuedAt());
    switch (verdict) {
      case ADMITTED -> {
        displace(presence, caller.device());
        connect.settle(caller.userId(), connectionId);
      }
      case SUSPENDED, SIGNED_OUT -> presences.forget(caller.userId(), connectionId);
      case DELETED -> presences.erase(caller.userId());
    }
    return verdict;
  }

  /** Those that could not be closed are tried again when the next socket comes. */
  private void displace(Presence presence, DeviceId coming) {
    Map<DeviceId, List<Map.Entry<ConnectionId, Socket>>> newestFirst = presence.connections().entrySet().stream()
        .sorted(Comparator.comparing((Map.Entry<ConnectionId, Socket> noted) -> noted.getValue().since()).reversed())
        .collect(groupingBy(noted -> noted.getValue().device(), LinkedHashMap::new, toList()));
    Stream<Map.Entry<ConnectionId, Socket>> ofOldDevices = newestFirst.entrySet().stream()
        .filter(device -> !device.getKey().equals(coming)).skip(Limits.DEVICES - 1)
        .flatMap(device -> device.getValue().stream());
    Stream<Map.Entry<ConnectionId, Socket>> old = newestFirst.values().stream()
        .flatMap(sockets -> sockets.stream().skip(Limits.SOCKETS_OF_A_DEVICE));
    Map<ConnectionId, Socket> displaced = Stream.concat(ofOldDevices, old).distinct()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    endSockets.end(presence.userId(), displaced, Reason.DISPLACED);
  }

  /**
   * An open socket that had been taken for gone is noted again. Whoever locked its user out meanwhile could not see it, so
   * it is looked once more whether they may stay.
   */
  public void confirm(Caller caller, ConnectionId connectionId) {
    switch (admission.admit(caller.userId(), caller.issuedAt())) {
      case ADMITTED -> {
        // it stays open
      }
      case SUSPENDED -> end(caller, connectionId, Reason.SUSPENDED);
      case SIGNED_OUT -> end(caller, connectionId, Reason.SIGNED_OUT);
      case DELETED -> end(caller, connectionId, Reason.ACCOUNT_DELETED);
    }
  }

  /** Should it not succeed, a later heartbeat finds it noted; so it is forgotten, for that one to come here again. */
  private void end(Caller caller, ConnectionId connectionId, Reason reason) {
    endSockets.end(caller.userId(), Map.of(connectionId,
        new Socket(caller.device(), Instant.EPOCH, Instant.EPOCH, false, false)), reason);
    presences.forget(caller.userId(), connectionId);
  }
}
