package chat.entrypoint.rest;

import static java.util.stream.Collectors.groupingBy;

import chat.entrypoint.ChatApp;
import chat.identity.Caller;
import chat.identity.IssueTicket;
import chat.identity.IssueTicket.Issued;
import chat.json.JsonText;
import chat.model.DeviceId;
import chat.model.Presence;
import chat.model.RateLimit;
import chat.model.Socket;
import chat.presence.Presences;
import chat.session.SignOut;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The devices on which the caller is signed in and connected, and the tickets with which browsers open their sockets. */
final class DeviceRoutes {
  private final IssueTicket issueTicket;
  private final SignOut signOut;
  private final Limiting limiting;
  private final Presences presences;

  DeviceRoutes(ChatApp app, Limiting limiting) {
    this.issueTicket = app.issueTicket();
    this.signOut = app.signOut();
    this.limiting = limiting;
    this.presences = app.presences();
  }

  Map<String, Endpoint> endpoints() {
    return Map.of("POST /v1/tickets", this::issueTicket, "GET /v1/devices", this::list, "DELETE /v1/devices",
        this::signOutEverywhere, "DELETE /v1/devices/{deviceId}", this::signOut);
  }

  private Endpoint.Call issueTicket(Request request) {
    DeviceId device = request.body().optionalText("deviceId").map(DeviceId::new).orElse(DeviceId.DEFAULT);
    return limiting.by(RateLimit.TICKETS, request, () -> ticket(request, device));
  }

  private Response ticket(Request request, DeviceId device) {
    Issued issued = issueTicket.issue(new Caller(request.caller(), device, request.tokenIssuedAt()));
    return Response.created(JsonText.object(json -> {
      json.writeStringField("ticket", issued.ticket().secret());
      json.writeNumberField("expiresAt", issued.expiresAt().toEpochMilli());
    }));
  }

  private Endpoint.Call list(Request request) {
    return () -> {
      Map<DeviceId, List<Socket>> sockets = presences.current(request.caller()).map(Presence::connections)
          .orElse(Map.of()).values().stream().collect(groupingBy(Socket::device));
      Map<String, List<Socket>> inOrder = new TreeMap<>();
      sockets.forEach((device, open) -> inOrder.put(device.value(), open));
      return Response.ok(JsonText.object(json -> {
        json.writeArrayFieldStart("devices");
        for (Map.Entry<String, List<Socket>> device : inOrder.entrySet()) {
          json.writeStartObject();
          json.writeStringField("deviceId", device.getKey());
          json.writeNumberField("since", device.getValue().stream().map(Socket::since).min(Instant::compareTo)
              .orElseThrow().toEpochMilli());
          json.writeNumberField("sockets", device.getValue().size());
          json.writeEndObject();
        }
        json.writeEndArray();
      }));
    };
  }

  private Endpoint.Call signOut(Request request) {
    DeviceId device = new DeviceId(request.parameter("deviceId"));
    return () -> {
      signOut.device(request.caller(), device);
      return Response.noContent();
    };
  }

  private Endpoint.Call signOutEverywhere(Request request) {
    return () -> {
      signOut.everywhere(request.caller());
      return Response.noContent();
    };
  }
}
