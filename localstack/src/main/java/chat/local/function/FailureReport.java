package chat.local.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;

/** What a function that works through batches says of one: which of its items must come again. */
public final class FailureReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FailureReport() {}

  /** The identifiers of the items; nothing if it cannot be read, which for Lambda means that all failed. */
  public static Optional<List<String>> read(String response) {
    try {
      return Optional.of(JSON.readTree(response).path("batchItemFailures").valueStream()
          .map(failure -> failure.path("itemIdentifier").asText("")).toList());
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }
}
