package chat.infrastructure;

import java.util.regex.Pattern;
import software.constructs.Node;

/** Which copy of the chat this is, such as {@code dev}: several may live in one account. */
record StageName(String value) {
  private static final String CONTEXT_KEY = "stage";
  private static final String DEFAULT = "dev";
  private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9-]{0,19}");

  StageName {
    if (!VALID.matcher(value).matches()) {
      throw new InvalidContextException("The stage \"" + value
          + "\" must be 1 to 20 lower-case letters, digits and hyphens and begin with a letter.");
    }
  }

  static StageName fromContext(Node node) {
    Object value = node.tryGetContext(CONTEXT_KEY);
    return new StageName(value == null ? DEFAULT : value.toString());
  }

  /** The name of a resource of this stage, unique in an account and region. */
  String nameOf(String resource) {
    return "chat-" + value + "-" + resource;
  }
}
