package chat.entrypoint.rest;

import chat.identity.Token;
import chat.json.JsonObject;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.InvalidValueException;
import chat.model.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A request, as the gateway hands it over in payload format 2.0
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html). Who calls comes
 * from the token, which the gateway has checked, and from nowhere else.
 *
 * @param token what the caller is known by
 * @param body without fields if there was none
 */
record Request(JsonObject event, Token token, JsonObject body) {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

  UserId caller() {
    return token.userId();
  }

  Instant tokenIssuedAt() {
    return token.issuedAt();
  }

  /** What the caller's issuer calls them, or nothing. */
  String callersName() {
    return Claims.name(event);
  }

  ChannelId channelId() {
    return new ChannelId(parameter("channelId"));
  }

  UserId userId() {
    return new UserId(parameter("userId"));
  }

  /** Of the path. */
  String parameter(String name) {
    return event.object("pathParameters").text(name);
  }

  /** Of the query. One that is given twice comes as one value with a comma, and so has no good form. */
  Optional<String> query(String name) {
    return event.optionalObject("queryStringParameters").flatMap(query -> query.optionalText(name));
  }

  /** A number of the query. */
  OptionalLong number(String name) {
    return query(name).map(text -> OptionalLong.of(wholeNumber(name, text))).orElse(OptionalLong.empty());
  }

  private static long wholeNumber(String name, String text) {
    if (!WHOLE_NUMBER.matcher(text).matches()) {
      throw new InvalidValueException("Parameter " + name + " must be a whole number.");
    }
    return Long.parseLong(text);
  }

  /** Where a page begins; absent for the first. */
  Optional<String> cursor() {
    return query("cursor").map(PageCursor::open);
  }

  /** What the caller names this request, the same on every repeat. */
  Optional<ClientMessageId> idempotencyKey() {
    return header("idempotency-key").map(Request::clientMessageId);
  }

  ClientMessageId requiredIdempotencyKey() {
    return idempotencyKey().orElseThrow(() -> new InvalidValueException("Header Idempotency-Key is missing."));
  }

  private static ClientMessageId clientMessageId(String key) {
    try {
      return new ClientMessageId(key);
    } catch (InvalidValueException otherForm) {
      throw new InvalidValueException("An Idempotency-Key has 1 to 64 letters, digits and . _ -");
    }
  }

  private Optional<String> header(String name) {
    return event.optionalObject("headers").flatMap(headers -> headers.optionalText(name));
  }

  /** Without what it says, which no log may show. */
  @Override
  public String toString() {
    return "Request[" + event.optionalText("routeKey").orElse("") + "]";
  }
}
