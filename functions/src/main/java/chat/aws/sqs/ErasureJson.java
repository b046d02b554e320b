package chat.aws.sqs;

import chat.erasure.Erasure;
import chat.erasure.Erasure.Place;
import chat.json.JsonObject;
import chat.json.JsonText;
import chat.model.ChannelId;
import chat.model.UserId;
import java.time.Instant;
import java.util.Optional;

/** An erasure as JSON. */
public final class ErasureJson {
  private ErasureJson() {}

  public static String encode(Erasure erasure) {
    return JsonText.object(json -> {
      json.writeStringField("userId", erasure.userId().value());
      json.writeNumberField("requestedAt", erasure.requestedAt().toEpochMilli());
      if (erasure.place().isPresent()) {
        json.writeStringField("channelId", erasure.place().get().channelId().value());
        json.writeNumberField("seq", erasure.place().get().seq());
      }
    });
  }

  public static Erasure decode(String text) {
    JsonObject json = JsonObject.parse(text);
    Optional<Place> place = json.optionalText("channelId")
        .map(channelId -> new Place(new ChannelId(channelId), json.wholeNumber("seq")));
    return new Erasure(new UserId(json.text("userId")), Instant.ofEpochMilli(json.wholeNumber("requestedAt")), place);
  }
}
