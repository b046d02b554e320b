package chat.local.console;

import java.util.Map;

/** A request that is not answered as it wishes. Its message is a sentence for whoever sent it. */
final class Refusal extends RuntimeException {
  private final int status;
  private final transient Map<String, String> headers;

  Refusal(int status, String sentence) {
    this(status, sentence, Map.of());
  }

  Refusal(int status, String sentence, Map<String, String> headers) {
    super(sentence);
    this.status = status;
    this.headers = Map.copyOf(headers);
  }

  static Refusal badRequest(String sentence) {
    return new Refusal(400, sentence);
  }

  static Refusal notFound(String sentence) {
    return new Refusal(404, sentence);
  }

  Reply reply() {
    return Reply.refusal(status, String.valueOf(getMessage())).with(headers);
  }
}
