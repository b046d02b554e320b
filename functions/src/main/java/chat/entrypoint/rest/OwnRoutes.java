package chat.entrypoint.rest;

import static chat.model.InvalidValueException.require;

import chat.contact.ChangePrivacy;
import chat.entrypoint.ChatApp;
import chat.entrypoint.Refusals;
import chat.erasure.DeleteAccount;
import chat.export.ExportData;
import chat.export.Position;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.model.Handle;
import chat.model.PrivacySettings;
import chat.model.Profile;
import chat.model.RateLimit;
import chat.model.Reach;
import chat.model.UserId;
import chat.people.ChangeProfile;
import chat.people.ChangeProfile.Outcome;
import chat.people.OwnProfile;
import chat.people.ProfileChange;
import chat.wire.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The caller's own account: what they tell of themself, to whom, all that is stored of them, and the end of it. */
final class OwnRoutes {
  private final OwnProfile ownProfile;
  private final Limiting limiting;
  private final ChangeProfile changeProfile;
  private final ChangePrivacy changePrivacy;
  private final ExportData exportData;
  private final DeleteAccount deleteAccount;

  OwnRoutes(ChatApp app, Limiting limiting) {
    this.limiting = limiting;
    this.ownProfile = app.ownProfile();
    this.changeProfile = app.changeProfile();
    this.changePrivacy = app.changePrivacy();
    this.exportData = app.exportData();
    this.deleteAccount = app.deleteAccount();
  }

  Map<String, Endpoint> endpoints() {
    return Map.of("GET /v1/me", this::show, "PATCH /v1/me", this::change, "DELETE /v1/me", this::delete,
        "PATCH /v1/me/privacy", this::changePrivacy, "GET /v1/me/export", this::export);
  }

  private Endpoint.Call show(Request request) {
    String name = request.callersName();
    return () -> shown(ownProfile.of(request.caller(), name));
  }

  private Response shown(Profile profile) {
    PrivacySettings privacy = changePrivacy.of(profile.userId());
    return Response.ok(JsonText.object(json -> {
      PeopleJson.writeProfile(json, profile);
      json.writeObjectFieldStart("privacy");
      PeopleJson.writePrivacy(json, privacy);
      json.writeEndObject();
    }));
  }

  /** Whoever has no profile yet begins with the name of their token. */
  private Endpoint.Call change(Request request) {
    ProfileChange change = change(request.caller(), request.body());
    String name = request.callersName();
    return limiting.by(RateLimit.PROFILE_CHANGES, request, () -> {
      ownProfile.of(request.caller(), name);
      return switch (changeProfile.change(request.caller(), change)) {
        case Outcome.Changed(Profile profile) -> shown(profile);
        case Outcome.HandleTaken() ->
          Problem.of(ErrorCode.HANDLE_TAKEN, "Somebody has this handle, or one that looks like it.");
      };
    });
  }

  /** A picture that is {@code null} is taken away: the one field in which that is not the same as none. */
  private static ProfileChange change(UserId userId, JsonObject body) {
    boolean withoutPicture = body.names().contains("picture") && !body.has("picture");
    require(withoutPicture || body.has("handle") || body.has("name") || body.has("about") || body.has("picture"),
        "Give at least one of handle, name, about and picture.");
    ProfileChange change = new ProfileChange(body.optionalText("handle").map(Handle::new), body.optionalText("name"),
        body.optionalText("about"), body.optionalText("picture"), withoutPicture);
    return change.required(userId);
  }

  private Endpoint.Call changePrivacy(Request request) {
    JsonObject body = request.body();
    Optional<Reach> writers = body.optionalText("writers").map(text -> PeopleJson.reach("writers", text));
    Optional<Reach> presence = body.optionalText("presence").map(text -> PeopleJson.reach("presence", text));
    Optional<Boolean> receipts = body.optionalFlag("receipts");
    require(writers.isPresent() || presence.isPresent() || receipts.isPresent(),
        "Give at least one of writers, presence and receipts.");
    return () -> {
      PrivacySettings settings = changePrivacy.change(request.caller(), writers, presence, receipts);
      return Response.ok(JsonText.object(json -> PeopleJson.writePrivacy(json, settings)));
    };
  }

  private Endpoint.Call export(Request request) {
    Optional<Position> from = request.query("cursor").map(Position::of);
    return () -> switch (exportData.page(request.caller(), from)) {
      case ExportData.Outcome.Page page -> Response.ok(ExportJson.encode(page));
      case ExportData.Outcome.TooOften(Duration wait) -> Problem.of(Refusals.tooOften(null, wait));
    };
  }

  private Endpoint.Call delete(Request request) {
    return () -> {
      deleteAccount.delete(request.caller());
      return Response.underWay();
    };
  }
}
