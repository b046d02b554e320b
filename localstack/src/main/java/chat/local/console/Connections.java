package chat.local.console;

import chat.local.gateway.GatewayServer;
import chat.local.gateway.OpenConnection;
import java.util.Comparator;
import java.util.List;

/** The open sockets, and two ways of ending them. */
final class Connections {
  private final GatewayServer gateway;

  Connections(GatewayServer gateway) {
    this.gateway = gateway;
  }

  /** Newest first. */
  Reply list() {
    List<OpenConnection> newest = gateway.connections().stream()
        .sorted(Comparator.comparing(OpenConnection::connectedAt).reversed()).toList();
    return Reply.json(json -> JsonList.ofObjects(json, "connections", newest, (fields, connection) -> {
      fields.writeStringField("id", connection.id());
      fields.writeStringField("user", connection.principal());
      fields.writeStringField("connectedAt", connection.connectedAt().toString());
      fields.writeStringField("lastActiveAt", connection.lastActiveAt().toString());
      fields.writeStringField("sourceIp", connection.sourceIp());
      fields.writeStringField("userAgent", connection.userAgent());
      fields.writeNumberField("framesIn", connection.framesIn());
      fields.writeNumberField("framesOut", connection.framesOut());
    }));
  }

  /** As when the network breaks. */
  Reply cut(Call call) {
    return done(gateway.cut(call.part("id")));
  }

  /** As when a function deletes the connection. */
  Reply close(Call call) {
    return done(gateway.close(call.part("id")));
  }

  private static Reply done(boolean wasOpen) {
    if (!wasOpen) {
      throw Refusal.notFound("There is no such open connection.");
    }
    return Reply.done();
  }
}
