package chat.entrypoint.rest;

import static chat.model.InvalidValueException.require;

import chat.entrypoint.ChatApp;
import chat.identity.Admission;
import chat.identity.Admission.Verdict;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.model.DeviceId;
import chat.model.InvalidValueException;
import chat.model.PushDevice;
import chat.model.PushPlatform;
import chat.model.QuietHours;
import chat.model.RateLimit;
import chat.push.RegisterDevice;
import chat.push.RegisterDevice.Outcome;
import chat.wire.ErrorCode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which of the caller's devices are told by notifications, and how. */
final class PushRoutes {
  private static final String PUSH = "/v1/devices/{deviceId}/push";
  /** As much as any platform takes. */
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,4096}");
  /** Of a language tag only what is well-formed counts, and the rest does no harm. */
  private static final Pattern LANGUAGE_TAG = Pattern.compile("(?=.{2,35}$)[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*");

  private final Limiting limiting;
  private final RegisterDevice registerDevice;
  private final Admission admission;

  PushRoutes(ChatApp app, Limiting limiting) {
    this.limiting = limiting;
    this.registerDevice = app.registerDevice();
    this.admission = app.admission();
  }

  Map<String, Endpoint> endpoints() {
    return Map.of("PUT " + PUSH, this::register, "DELETE " + PUSH, this::unregister);
  }

  private Endpoint.Call register(Request request) {
    JsonObject body = request.body();
    String token = body.text("token");
    require(TOKEN.matcher(token).matches(), "Field token has 1 to 4096 characters of visible ASCII.");
    // what SNS will call it is not known yet; whatever else is wrong shows here
    PushDevice wanted = new PushDevice(device(request), platform(body.text("platform")), "", body.text("appVersion"),
        locale(body.text("locale")), body.optionalFlag("preview").orElse(true),
        body.optionalObject("quietHours").map(PushRoutes::quietHours));
    return limiting.by(RateLimit.PUSH_REGISTRATIONS, request,
        () -> switch (register(request, wanted, token)) {
          case Outcome.Registered(PushDevice device) -> Response.ok(JsonText.object(json -> {
            json.writeStringField("deviceId", device.device().value());
            PushJson.write(json, device);
          }));
          case Outcome.PushOff() ->
            Problem.of(ErrorCode.PUSH_OFF, "This service brings no notifications to devices of that platform.");
          case Outcome.BadToken() -> Problem.of(ErrorCode.INVALID, "The platform has no such token.");
          case Outcome.LimitReached() ->
            Problem.of(ErrorCode.LIMIT_REACHED, "You have as many devices as there may be: take one off.");
        });
  }

  /** Whoever is locked out meanwhile, and was told nothing any more before this, is looked at once more. */
  private Outcome register(Request request, PushDevice wanted, String token) {
    Outcome outcome = registerDevice.register(request.caller(), wanted.device(), wanted.platform(), token,
        wanted.appVersion(), wanted.locale(), wanted.preview(), wanted.quietHours());
    if (admission.admit(request.caller(), request.tokenIssuedAt()) != Verdict.ADMITTED) {
      registerDevice.unregister(request.caller(), wanted.device());
    }
    return outcome;
  }

  private Endpoint.Call unregister(Request request) {
    DeviceId device = device(request);
    return limiting.by(RateLimit.PUSH_REGISTRATIONS, request, () -> {
      registerDevice.unregister(request.caller(), device);
      return Response.noContent();
    });
  }

  private static DeviceId device(Request request) {
    return new DeviceId(request.parameter("deviceId"));
  }

  private static PushPlatform platform(String name) {
    return switch (name) {
      case "apns" -> PushPlatform.APNS;
      case "apns_sandbox" -> PushPlatform.APNS_SANDBOX;
      case "fcm" -> PushPlatform.FCM;
      default ->
        throw new InvalidValueException("Field platform must be \"apns\", \"apns_sandbox\" or \"fcm\".");
    };
  }

  private static Locale locale(String tag) {
    require(LANGUAGE_TAG.matcher(tag).matches(), "Field locale is like en-GB.");
    return Locale.forLanguageTag(tag);
  }

  private static QuietHours quietHours(JsonObject json) {
    return QuietHours.of(json.text("from"), json.text("until"), json.text("timeZone"));
  }
}
