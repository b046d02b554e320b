package chat.protocol;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.wire.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README says of the protocol is complete, and nothing else. */
class ReadmeTest {
  private final String text;
  private final ProtocolDocument document;

  ReadmeTest() throws IOException {
    text = Files.readString(Path.of("../README.md"));
    document = ProtocolDocument.read();
  }

  private List<String> all(String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }

  @Test
  void hasEveryActionAndEvent() {
    assertEquals(constants(document.actions(), "action"), new TreeSet<>(all("\"action\":\"(\\w+)\"")));
    assertEquals(constants(document.events(), "event"), new TreeSet<>(all("\"event\":\"(\\w+)\"")));
  }

  private static Set<String> constants(List<ProtocolDocument.Documented> messages, String field) {
    return messages.stream().map(message -> message.constant(field).orElseThrow())
        .collect(toCollection(TreeSet::new));
  }

  @Test
  void hasEveryContent() {
    assertEquals(document.contentTypes("Content"), new TreeSet<>(all("\\{\"type\":\"(\\w+)\"")));
  }

  @Test
  void hasEveryCode() {
    assertEquals(Arrays.stream(ErrorCode.values()).map(Enum::name).toList(), all("\n\\| `([A-Z_]+)` \\|"));
  }
}
