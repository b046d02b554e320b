package chat.local.console;

import chat.local.gateway.OpenConnection;
import chat.local.trace.Cause;
import chat.local.trace.Flow;
import chat.local.trace.Invocation;
import chat.local.trace.Journey;
import chat.topology.Table;
import chat.topology.Topology;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything that changes, in one answer: the page asks for it every second. */
final class Overview {
  private static final int JOURNEYS = 40;

  private final RunningCloud cloud;
  private final Journeys journeys;
  private final Functions functions;
  private final Tables tables;
  private final Queues queues;
  private final Faults faults;
  private final Pushes pushes;

  Overview(RunningCloud cloud) {
    this.cloud = cloud;
    journeys = new Journeys(cloud.journal());
    functions = new Functions(cloud.functions(), cloud.journal());
    tables = new Tables(cloud.tables().client(), cloud.stage());
    queues = new Queues(cloud.queues());
    faults = new Faults(cloud.faults());
    pushes = new Pushes(cloud.push());
  }

  /** Heartbeats would push everything else out of sight, so they come only when asked for: {@code heartbeats=true}. */
  Reply reply(Call call) {
    boolean heartbeats = switch (call.query("heartbeats").orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Refusal.badRequest("Parameter heartbeats must be true or false.");
    };
    List<OpenConnection> connections = cloud.gateway().connections();
    List<Journey> newest = journeys.newest(JOURNEYS, invocation -> heartbeats || !isHeartbeat(invocation));
    return Reply.json(json -> {
      json.writeStringField("now", cloud.journal().now().toString());
      JsonList.ofObjects(json, "functions", Topology.FUNCTIONS, functions::figures);
      JsonList.ofObjects(json, "tables", Topology.TABLES, this::table);
      JsonList.ofObjects(json, "queues", queues.depths(), Queues::figures);
      JsonList.ofObjects(json, "flows", List.copyOf(cloud.journal().flows().entrySet()), Overview::flow);
      json.writeNumberField("connections", connections.size());
      journeys(json, newest, connections);
      faults.write(json);
      json.writeNumberField("notifications", pushes.count());
    });
  }

  private static boolean isHeartbeat(Invocation invocation) {
    return invocation.function().equals(Topology.HEARTBEAT);
  }

  private void table(JsonGenerator json, Table table) throws IOException {
    json.writeStringField("name", table.name());
    json.writeNumberField("items", tables.count(table));
  }

  private static void flow(JsonGenerator json, Map.Entry<Flow, Long> flow) throws IOException {
    json.writeStringField("kind", flow.getKey().kind().name().toLowerCase(Locale.ROOT));
    json.writeStringField("from", flow.getKey().from());
    json.writeStringField("to", flow.getKey().to());
    json.writeNumberField("count", flow.getValue());
  }

  /** Whose frame it was is known as long as the socket is open. */
  private static void journeys(JsonGenerator json, List<Journey> newest, List<OpenConnection> connections)
      throws IOException {
    Map<String, String> users = connections.stream()
        .collect(Collectors.toMap(OpenConnection::id, OpenConnection::principal));
    JsonList.ofObjects(json, "journeys", newest, (fields, journey) -> {
      Journeys.summary(fields, journey);
      String user = users.get(connectionId(journey.first().cause()));
      if (user != null) {
        fields.writeStringField("user", user);
      }
    });
  }

  private static String connectionId(Cause cause) {
    return switch (cause) {
      case Cause.Handshake(String id) -> id;
      case Cause.Frame(String id, _, _) -> id;
      case Cause.Disconnect(String id, _) -> id;
      case Cause.Request _,Cause.Operator _,Cause.Records _,Cause.Messages _ -> "";
    };
  }
}
