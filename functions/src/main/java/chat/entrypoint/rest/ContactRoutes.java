package chat.entrypoint.rest;

import chat.contact.Block;
import chat.contact.ListContacts;
import chat.contact.ListContacts.Known;
import chat.contact.RemoveContact;
import chat.contact.RequestContact;
import chat.contact.RequestContact.Outcome;
import chat.entrypoint.ChatApp;
import chat.entrypoint.Refusals;
import chat.json.JsonText;
import chat.messaging.SendOutcome.Reason;
import chat.model.Contact;
import chat.model.Profile;
import chat.model.RateLimit;
import chat.model.UserId;
import chat.wire.ErrorCode;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** The caller's contacts, and whom they block. */
final class ContactRoutes {
  private final Limiting limiting;
  private final ListContacts listContacts;
  private final RequestContact requestContact;
  private final RemoveContact removeContact;
  private final Block block;

  ContactRoutes(ChatApp app, Limiting limiting) {
    this.limiting = limiting;
    this.listContacts = app.listContacts();
    this.requestContact = app.requestContact();
    this.removeContact = app.removeContact();
    this.block = app.block();
  }

  Map<String, Endpoint> endpoints() {
    return Map.of("GET /v1/contacts", this::list, "PUT /v1/contacts/{userId}", this::ask,
        "DELETE /v1/contacts/{userId}", this::remove, "PUT /v1/blocks/{userId}", this::block,
        "DELETE /v1/blocks/{userId}", this::unblock);
  }

  private Endpoint.Call list(Request request) {
    UserId after = MemberRoutes.lastOfThePageBefore(request);
    return () -> page(listContacts.list(request.caller(), after));
  }

  private static Response page(ListContacts.Page page) {
    return Response.ok(JsonText.object(json -> {
      json.writeArrayFieldStart("contacts");
      for (Known known : page.people()) {
        json.writeStartObject();
        write(json, known);
        json.writeEndObject();
      }
      json.writeEndArray();
      PageCursor.writeNext(json, page.next().map(UserId::value));
    }));
  }

  /** Who tells nothing of themself looks like somebody who has not said a word yet. */
  private static void write(JsonGenerator json, Known known) throws IOException {
    Contact contact = known.contact();
    PeopleJson.writeProfile(json, known.profile().orElseGet(() -> Profile.named(contact.otherId(), "")));
    PeopleJson.writeState(json, contact);
    json.writeNumberField("since", contact.since().toEpochMilli());
  }

  private Endpoint.Call ask(Request request) {
    UserId other = other(request);
    return limiting.by(RateLimit.CONTACT_REQUESTS, request,
        () -> switch (requestContact.request(request.caller(), other)) {
          case Outcome.Requested(Contact contact) -> Response.ok(JsonText.object(json -> {
            json.writeStringField("userId", other.value());
            PeopleJson.writeState(json, contact);
          }));
          case Outcome.NotReachable() -> Problem.of(Refusals.of(null, Reason.NOT_REACHABLE));
          case Outcome.LimitReached() ->
            Problem.of(ErrorCode.LIMIT_REACHED, "You have as many contacts as there may be.");
        });
  }

  private Endpoint.Call remove(Request request) {
    UserId other = other(request);
    return () -> {
      removeContact.remove(request.caller(), other);
      return Response.noContent();
    };
  }

  private Endpoint.Call block(Request request) {
    UserId other = other(request);
    return limiting.by(RateLimit.BLOCKS, request, () -> {
      block.block(request.caller(), other);
      return Response.noContent();
    });
  }

  private Endpoint.Call unblock(Request request) {
    UserId other = other(request);
    return limiting.by(RateLimit.BLOCKS, request, () -> {
      block.unblock(request.caller(), other);
      return Response.noContent();
    });
  }

  /** Anybody but oneself. */
  private static UserId other(Request request) {
    return Contact.none(request.caller(), request.userId()).otherId();
  }
}
