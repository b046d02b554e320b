package chat.simulation;

import chat.entrypoint.AckHandler;
import chat.entrypoint.ChatApp;
import chat.entrypoint.ConnectHandler;
import chat.entrypoint.DeliverHandler;
import chat.entrypoint.DisconnectHandler;
import chat.entrypoint.FanOutHandler;
import chat.entrypoint.HeartbeatHandler;
import chat.entrypoint.HistoryHandler;
import chat.entrypoint.InviteHandler;
import chat.entrypoint.RepairHandler;
import chat.entrypoint.SendHandler;
import chat.entrypoint.SyncHandler;
import chat.topology.Function;
import chat.topology.Topology;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;

/** The functions of the message path, each with its real handler. */
enum Lambda {
  CONNECT(Topology.CONNECT), DISCONNECT(Topology.DISCONNECT), SEND(Topology.SEND), ACK(Topology.ACK), SYNC(
      Topology.SYNC), HISTORY(Topology.HISTORY), HEARTBEAT(Topology.HEARTBEAT), INVITE(Topology.INVITE), FAN_OUT(
          Topology.FAN_OUT), REPAIR(Topology.REPAIR), DELIVER(Topology.DELIVER);

  private final Duration timeout;

  Lambda(Function deployed) {
    this.timeout = deployed.timeout();
  }

  Duration timeout() {
    return timeout;
  }

  RequestStreamHandler handler(ChatApp app) {
    return switch (this) {
      case CONNECT -> new ConnectHandler(app);
      case DISCONNECT -> new DisconnectHandler(app);
      case SEND -> new SendHandler(app);
      case ACK -> new AckHandler(app);
      case SYNC -> new SyncHandler(app);
      case HISTORY -> new HistoryHandler(app);
      case HEARTBEAT -> new HeartbeatHandler(app);
      case INVITE -> new InviteHandler(app);
      case FAN_OUT -> new FanOutHandler(app);
      case REPAIR -> new RepairHandler(app);
      case DELIVER -> new DeliverHandler(app);
    };
  }
}
