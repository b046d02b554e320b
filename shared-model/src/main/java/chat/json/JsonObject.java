package chat.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parsed JSON object whose fields are read by type. Every accessor throws {@link JsonException} with a sentence that
 * names the field. A field that is {@code null} counts as absent. Duplicate names are refused, since two parsers could
 * each pick another one.
 */
public final class JsonObject {
  private static final int MAX_DEPTH = 32;
  private static final JsonFactory FACTORY = JsonFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNumberLength(32).build())
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String path;
  private final Map<String, @Nullable Object> fields;

  private JsonObject(String path, Map<String, @Nullable Object> fields) {
    this.path = path;
    this.fields = fields;
  }

  /** Parses a text. Throws JsonException if it is not exactly one JSON object, nested at most 32 deep. */
  public static JsonObject parse(String json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonException("This must be one JSON object.");
      }
      Map<String, @Nullable Object> fields = readObject(parser);
      if (parser.nextToken() != null) {
        throw new JsonException("Nothing may follow the JSON object.");
      }
      return new JsonObject("", fields);
    } catch (IOException notJson) {
      throw new JsonException("This is not valid JSON.");
    }
  }

  private static Map<String, @Nullable Object> readObject(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, readValue(parser));
    }
    return fields;
  }

  private static @Nullable Object readValue(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> {
        List<@Nullable Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values.add(readValue(parser));
        }
        yield values;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      default -> throw new JsonException("This is not valid JSON.");
    };
  }

  public Set<String> names() {
    return Collections.unmodifiableSet(fields.keySet());
  }

  public boolean has(String name) {
    return fields.get(name) != null;
  }

  public String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  /** Text that can be written as UTF-8: an unpaired surrogate is refused. */
  public Optional<String> optionalText(String name) {
    return optional(name, String.class, "text").map(text -> requireUnicode(name, text));
  }

  public long wholeNumber(String name) {
    return optionalWholeNumber(name).orElseThrow(() -> missing(name));
  }

  public OptionalLong optionalWholeNumber(String name) {
    Object value = fields.get(name);
    return switch (value) {
      case null -> OptionalLong.empty();
      case Integer number -> OptionalLong.of(number);
      case Long number -> OptionalLong.of(number);
      default -> throw wrongType(name, "a whole number");
    };
  }

  /** A number with or without a fraction. */
  public OptionalDouble optionalNumber(String name) {
    Object value = fields.get(name);
    return switch (value) {
      case null -> OptionalDouble.empty();
      case Number number -> OptionalDouble.of(number.doubleValue());
      default -> throw wrongType(name, "a number");
    };
  }

  public Optional<Boolean> optionalFlag(String name) {
    return optional(name, Boolean.class, "true or false");
  }

  public JsonObject object(String name) {
    return optionalObject(name).orElseThrow(() -> missing(name));
  }

  public Optional<JsonObject> optionalObject(String name) {
    return Optional.ofNullable(fields.get(name)).map(value -> asObject(path + name, value));
  }

  /** The objects of an array; an absent field is an empty list. */
  public List<JsonObject> objects(String name) {
    return array(name).stream().map(value -> asObject(path + name, value)).toList();
  }

  /** The strings of an array; an absent field is an empty list. */
  public List<String> texts(String name) {
    return array(name).stream().map(value -> {
      if (value instanceof String text) {
        return requireUnicode(name, text);
      }
      throw wrongType(name, "an array of texts");
    }).toList();
  }

  private List<?> array(String name) {
    return optional(name, List.class, "an array").<List<?>>map(list -> list).orElse(List.of());
  }

  private <T> Optional<T> optional(String name, Class<T> type, String typeName) {
    Object value = fields.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!type.isInstance(value)) {
      throw wrongType(name, typeName);
    }
    return Optional.of(type.cast(value));
  }

  @SuppressWarnings("unchecked") // a map in the tree was made by readObject
  private static JsonObject asObject(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject(path + ".", (Map<String, @Nullable Object>) map);
    }
    throw new JsonException("Field " + path + " must be an object.");
  }

  private String requireUnicode(String name, String text) {
    try {
      StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return text;
    } catch (CharacterCodingException unpairedSurrogate) {
      throw wrongType(name, "valid Unicode");
    }
  }

  private JsonException missing(String name) {
    return new JsonException("Field " + path + name + " is missing.");
  }

  private JsonException wrongType(String name, String typeName) {
    return new JsonException("Field " + path + name + " must be " + typeName + ".");
  }
}
