package chat.local.console;

import chat.topology.Function;
import chat.topology.Function.Operation;
import chat.topology.Function.TableAccess;
import chat.topology.QueueSource;
import chat.topology.StreamSource;
import chat.topology.Topology;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What there is and what may reach what: it stays the same as long as the cloud runs. */
final class Architecture {
  private static final Set<Operation> WRITING = EnumSet.of(Operation.PUT, Operation.UPDATE, Operation.DELETE,
      Operation.BATCH_WRITE);
  private static final Set<Operation> READING = EnumSet.complementOf(EnumSet.copyOf(WRITING));

  private Architecture() {}

  /** {@code page}: where people talk. */
  static Reply reply(URI page) {
    return Reply.json(json -> {
      json.writeStringField("page", page.toString());
      JsonList.ofObjects(json, "functions", Topology.FUNCTIONS, Architecture::function);
      JsonList.ofObjects(json, "tables", Topology.TABLES, (fields, table) -> {
        fields.writeStringField("name", table.name());
        JsonList.ofTexts(fields, "key", TableKey.names(table));
        JsonList.ofTexts(fields, "streamReaders", Topology.STREAM_SOURCES.stream()
            .filter(source -> source.table().equals(table)).map(StreamSource::function).map(Function::name).toList());
      });
      JsonList.ofObjects(json, "queues", Topology.QUEUES, (fields, queue) -> {
        fields.writeStringField("name", queue.name());
        fields.writeNumberField("maxReceives", queue.maxReceives());
        JsonList.ofTexts(fields, "readers", Topology.QUEUE_SOURCES.stream()
            .filter(source -> source.queue().equals(queue)).map(QueueSource::function).map(Function::name).toList());
      });
    });
  }

  private static void function(JsonGenerator json, Function function) throws IOException {
    json.writeStringField("name", function.name());
    json.writeNumberField("memoryMegabytes", function.memoryMegabytes());
    json.writeNumberField("timeoutSeconds", function.timeout().toSeconds());
    json.writeStringField("invokedBy", invokedBy(function));
    JsonList.ofTexts(json, "reads", tables(function, READING));
    JsonList.ofTexts(json, "writes", tables(function, WRITING));
    json.writeBooleanField("posts", function.postsToConnections());
    json.writeBooleanField("pushes", !function.push().actions().isEmpty());
    JsonList.ofTexts(json, "sendsTo", function.sendsTo().stream().map(queue -> queue.name()).toList());
  }

  private static String invokedBy(Function function) {
    if (Topology.STREAM_SOURCES.stream().anyMatch(source -> source.function().equals(function))) {
      return "stream";
    }
    return Topology.QUEUE_SOURCES.stream().anyMatch(source -> source.function().equals(function))
        ? "queue"
        : "gateway";
  }

  private static List<String> tables(Function function, Set<Operation> operations) {
    Stream<TableAccess> granted = function.access().stream()
        .filter(access -> access.operations().stream().anyMatch(operations::contains));
    return granted.map(access -> access.table().name()).toList();
  }
}
