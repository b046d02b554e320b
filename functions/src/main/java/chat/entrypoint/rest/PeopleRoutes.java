package chat.entrypoint.rest;

import chat.contact.FindPerson;
import chat.contact.FindPerson.Person;
import chat.entrypoint.ChatApp;
import chat.json.JsonText;
import chat.model.InvalidValueException;
import chat.model.Profile;
import chat.model.RateLimit;
import chat.model.UserId;
import chat.people.SearchPeople;
import chat.wire.ErrorCode;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** What others tell of themselves. */
final class PeopleRoutes {
  private final Limiting limiting;
  private final SearchPeople searchPeople;
  private final FindPerson findPerson;

  PeopleRoutes(ChatApp app, Limiting limiting) {
    this.limiting = limiting;
    this.searchPeople = app.searchPeople();
    this.findPerson = app.findPerson();
  }

  Map<String, Endpoint> endpoints() {
    return Map.of("GET /v1/users", this::search, "GET /v1/users/{userId}", this::show);
  }

  private Endpoint.Call search(Request request) {
    String text = request.query("q").orElseThrow(() -> new InvalidValueException("Parameter q is missing."));
    SearchPeople.Query query = SearchPeople.Query.of(text, request.cursor());
    return limiting.by(RateLimit.SEARCHES, request, () -> page(searchPeople.search(query)));
  }

  private static Response page(SearchPeople.Page page) {
    return Response.ok(JsonText.object(json -> {
      json.writeArrayFieldStart("users");
      for (Profile profile : page.people()) {
        json.writeStartObject();
        PeopleJson.writeProfile(json, profile);
        json.writeEndObject();
      }
      json.writeEndArray();
      PageCursor.writeNext(json, page.next());
    }));
  }

  /** Whoever is gone and whoever never was look the same. */
  private Endpoint.Call show(Request request) {
    UserId userId = request.userId();
    return () -> findPerson.find(request.caller(), userId)
        .map(person -> Response.ok(JsonText.object(json -> write(json, person))))
        .orElseGet(() -> Problem.of(ErrorCode.NOT_FOUND, "There is no such user."));
  }

  private static void write(JsonGenerator json, Person person) throws IOException {
    PeopleJson.writeProfile(json, person.profile());
    if (person.contact().isPresent()) {
      json.writeObjectFieldStart("contact");
      PeopleJson.writeState(json, person.contact().get());
      json.writeEndObject();
    }
  }
}
