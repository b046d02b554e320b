package chat.entrypoint.rest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import chat.entrypoint.ChatApp;
import chat.identity.Caller;
import chat.identity.IssueTicket;
import chat.identity.IssueTicket.Issued;
import chat.json.JsonText;
import chat.model.DeviceId;
import chat.model.Presence;
import chat.model.PushDevice;
import chat.model.RateLimit;
import chat.model.Socket;
import chat.presence.Presences;
import chat.push.RegisterDevice;
import chat.session.SignOut;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The caller's devices that are connected or told by notifications, and the tickets with which browsers open their sockets. */
final class DeviceRoutes {
  private final IssueTicket issueTicket;
  private final SignOut signOut;
  private final Limiting limiting;
  private final Presences presences;
  private final RegisterDevice registerDevice;

  DeviceRoutes(ChatApp app, Limiting limiting) {
    this.issueTicket = app.issueTicket();
    this.signOut = app.signOut();
    this.limiting = limiting;
    this.presences = app.presences();
    this.registerDevice = app.registerDevice();
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
      Map<DeviceId, PushDevice> told = registerDevice.list(request.caller()).stream()
          .collect(toMap(PushDevice::device, Function.identity()));
      List<DeviceId> known = Stream.concat(sockets.keySet().stream(), told.keySet().stream()).distinct()
          .sorted(Comparator.comparing(DeviceId::value)).toList();
      return Response.ok(JsonText.object(json -> {
        json.writeArrayFieldStart("devices");
        for (DeviceId device : known) {
          json.writeStartObject();
          json.writeStringField("deviceId", device.value());
          write(json, sockets.getOrDefault(device, List.of()), Optional.ofNullable(told.get(device)));
          json.writeEndObject();
        }
        json.writeEndArray();
      }));
    };
  }

  private static void write(JsonGenerator json, List<Socket> open, Optional<PushDevice> push) throws IOException {
    Optional<Instant> since = open.stream().map(Socket::since).min(Instant::compareTo);
    if (since.isPresent()) {
      json.writeNumberField("since", since.get().toEpochMilli());
    }
    json.writeNumberField("sockets", open.size());
    if (push.isPresent()) {
      json.writeObjectFieldStart("push");
      PushJson.write(json, push.get());
      json.writeEndObject();
    }
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
