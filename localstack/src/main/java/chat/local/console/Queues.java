package chat.local.console;

import chat.local.queue.DeadLetter;
import chat.local.queue.QueueDepth;
import chat.local.queue.QueueEngine;
import chat.topology.DeadLetterSource;
import chat.topology.Queue;
import chat.topology.StreamSource;
import chat.topology.Topology;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** How much waits in queues, and what was given up there and by the readers of streams. */
final class Queues {
  private static final int MOST_LETTERS = 100;
  private static final int LETTERS = 25;

  private final QueueEngine engine;
  private final Sample<List<QueueDepth>> depths;

  Queues(QueueEngine engine) {
    this.engine = engine;
    depths = new Sample<>(engine::depths);
  }

  /** As they were at the last call: SQS is asked over HTTP, queue by queue. */
  List<QueueDepth> depths() {
    return depths.get();
  }

  static void figures(JsonGenerator json, QueueDepth depth) throws IOException {
    json.writeStringField("name", name(depth.source()));
    json.writeBooleanField("redrives", depth.source() instanceof Queue);
    json.writeNumberField("visible", depth.visible());
    json.writeNumberField("inFlight", depth.inFlight());
    json.writeNumberField("delayed", depth.delayed());
    json.writeNumberField("deadLetters", depth.deadLetters());
  }

  /** A stream has no name of its own, but each of its readers has one. */
  private static String name(DeadLetterSource source) {
    return switch (source) {
      case Queue queue -> queue.name();
      case StreamSource stream -> stream.function().name();
    };
  }

  Reply deadLetters(Call call) {
    List<DeadLetter> letters = engine.deadLetters(source(call), call.query("limit", 1, MOST_LETTERS, LETTERS));
    return Reply.json(json -> JsonList.ofObjects(json, "deadLetters", letters, (fields, letter) -> {
      fields.writeStringField("messageId", letter.messageId());
      fields.writeStringField("sentAt", letter.sentAt().toString());
      fields.writeNumberField("receiveCount", letter.receiveCount());
      fields.writeStringField("body", letter.body());
    }));
  }

  /** Puts all dead letters back to where they came from. */
  Reply redrive(Call call) {
    return switch (source(call)) {
      case Queue queue -> {
        long moved = engine.redrive(queue);
        yield Reply.json(json -> json.writeNumberField("moved", moved));
      }
      case StreamSource stream -> throw new Refusal(409, "What the reader of a stream gave up cannot be put back: its "
          + "dead letter names the records, which stay in the stream for a day.");
    };
  }

  private static DeadLetterSource source(Call call) {
    return Topology.DEAD_LETTER_SOURCES.stream().filter(each -> name(each).equals(call.part("name"))).findFirst()
        .orElseThrow(() -> Refusal.notFound("There is no such queue. There are "
            + Topology.DEAD_LETTER_SOURCES.stream().map(Queues::name).collect(Collectors.joining(", ")) + "."));
  }
}
