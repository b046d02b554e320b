package chat.aws.dynamodb;

import chat.json.JsonObject;
import chat.json.JsonText;
import chat.messaging.Amendments;
import chat.messaging.Amendments.Mark;
import chat.model.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What later entries did to a message, as one attribute. */
final class AmendmentsJson {
  private AmendmentsJson() {}

  static String encode(Amendments amendments) {
    return JsonText.object(json -> {
      json.writeStringField("edits", encode(amendments.edits()));
      json.writeArrayFieldStart("marks");
      for (Mark mark : amendments.marks()) {
        json.writeStartObject();
        json.writeStringField("userId", mark.userId().value());
        json.writeStringField("emoji", mark.emoji());
        json.writeNumberField("seq", mark.seq());
        json.writeBooleanField("removed", mark.removed());
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }

  static Amendments decode(long revision, String text) {
    JsonObject json = JsonObject.parse(text);
    return new Amendments(revision, decodeNumbers(json.text("edits")),
        json.objects("marks").stream().map(mark -> new Mark(new UserId(mark.text("userId")), mark.text("emoji"),
            mark.wholeNumber("seq"), mark.optionalFlag("removed").orElse(false))).toList());
  }

  /** Numbers with commas between them. */
  static String encode(List<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  static List<Long> decodeNumbers(String text) {
    return text.isEmpty() ? List.of() : Arrays.stream(text.split(",")).map(Long::valueOf).toList();
  }
}
