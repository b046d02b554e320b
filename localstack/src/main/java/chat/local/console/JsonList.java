package chat.local.console;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collection;

/** Arrays within the object that is being written. */
final class JsonList {
  private JsonList() {}

  /** Writes the fields of one object. */
  @FunctionalInterface
  interface Fields<T> {
    void write(JsonGenerator json, T item) throws IOException;
  }

  static <T> void ofObjects(JsonGenerator json, String name, Collection<? extends T> items, Fields<T> fields)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T item : items) {
      json.writeStartObject();
      fields.write(json, item);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void ofTexts(JsonGenerator json, String name, Collection<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
