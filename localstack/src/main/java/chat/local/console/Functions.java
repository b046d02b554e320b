package chat.local.console;

import chat.local.function.FunctionHost;
import chat.local.trace.FunctionMetrics;
import chat.local.trace.Journal;
import chat.topology.Function;
import chat.topology.Topology;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.stream.Collectors;

/** How each function does, and what it has written. */
final class Functions {
  private final FunctionHost host;
  private final Journal journal;

  Functions(FunctionHost host, Journal journal) {
    this.host = host;
    this.journal = journal;
  }

  void figures(JsonGenerator json, Function function) throws IOException {
    FunctionMetrics.Summary summary = journal.metrics(function).summary();
    json.writeStringField("name", function.name());
    json.writeNumberField("memoryMegabytes", function.memoryMegabytes());
    json.writeNumberField("timeoutSeconds", function.timeout().toSeconds());
    json.writeNumberField("idleEnvironments", host.idle(function));
    json.writeNumberField("invocations", summary.invocations());
    json.writeNumberField("errors", summary.errors());
    json.writeNumberField("throttles", summary.throttles());
    json.writeNumberField("coldStarts", summary.coldStarts());
    json.writeNumberField("p50Millis", Millis.of(summary.p50()));
    json.writeNumberField("p95Millis", Millis.of(summary.p95()));
    json.writeNumberField("maxMillis", Millis.of(summary.max()));
  }

  /** Newest first. */
  Reply log(Call call) {
    Function function = Topology.FUNCTIONS.stream().filter(each -> each.name().equals(call.part("name"))).findFirst()
        .orElseThrow(() -> Refusal.notFound("There is no such function. There are "
            + Topology.FUNCTIONS.stream().map(Function::name).collect(Collectors.joining(", ")) + "."));
    return Reply.json(json -> JsonList.ofObjects(json, "lines", host.log(function).newest(), (fields, line) -> {
      fields.writeStringField("at", line.at().toString());
      fields.writeStringField("text", line.text());
    }));
  }
}
