package chat.local.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request of the AWS Query protocol: a form whose fields are the action and its parameters, maps flattened to
 * {@code Attributes.entry.1.key}. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
record QueryRequest(Map<String, String> fields) {
  QueryRequest {
    fields = Map.copyOf(fields);
  }

  static QueryRequest parse(String form) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return new QueryRequest(fields);
  }

  private static String decode(String escaped) {
    String text;
    try {
      text = URLDecoder.decode(escaped, UTF_8);
    } catch (IllegalArgumentException badEscape) {
      throw new Refusal(400, "MalformedQueryString", "The query string contains a syntax error.");
    }
    if (!Text.fitsXml(text)) {
      throw Refusal.invalid("The request has characters that XML 1.0 has not.");
    }
    return text;
  }

  /** An empty parameter is none. */
  Optional<String> optional(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }

  String required(String name) {
    return optional(name).orElseThrow(() -> Refusal.invalid(name, "no value for required parameter"));
  }

  /** The entries of {@code Attributes}, in their order. */
  Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int number = 1;; number++) {
      String entry = "Attributes.entry." + number;
      String key = fields.get(entry + ".key");
      if (key == null) {
        return attributes;
      }
      attributes.put(key, fields.getOrDefault(entry + ".value", ""));
    }
  }

  /** The entries of {@code MessageAttributes}, in their order. */
  Map<String, MessageAttribute> messageAttributes() {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    for (int number = 1;; number++) {
      String entry = "MessageAttributes.entry." + number;
      String name = fields.get(entry + ".Name");
      if (name == null) {
        return attributes;
      }
      attributes.put(name, MessageAttribute.checked(name, fields.getOrDefault(entry + ".Value.DataType", ""),
          fields.getOrDefault(entry + ".Value.StringValue", ""),
          fields.getOrDefault(entry + ".Value.BinaryValue", "")));
    }
  }
}
