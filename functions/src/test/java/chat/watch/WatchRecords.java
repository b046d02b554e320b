package chat.watch;

import chat.json.JsonText;
import chat.presence.InMemoryWatches.Watch;
import chat.simulation.Chance;
import chat.simulation.Fault;
import chat.simulation.Steps;
import chat.simulation.Timeline;
import java.util.ArrayList;
import java.util.List;

/** The stream of Watches: in order for each watcher, gathered for a window, each record at least once. */
final class WatchRecords {
  private static final long WINDOW_MICROS = Timeline.millis(5_000);
  private static final long RETRY_MICROS = Timeline.millis(500);
  private static final int SHARDS = 2;

  private final Timeline timeline;
  private final Steps steps;
  private final Chance chance;
  private final PresenceFunctions functions;
  private final List<Shard> shards = new ArrayList<>();
  private long numbers;

  WatchRecords(Timeline timeline, Steps steps, Chance chance, PresenceFunctions functions) {
    this.timeline = timeline;
    this.steps = steps;
    this.chance = chance;
    this.functions = functions;
    for (int shard = 0; shard < SHARDS; shard++) {
      shards.add(new Shard());
    }
  }

  void publish(Watch watch) {
    Shard shard = shards.get(Math.floorMod(watch.watcher().hashCode(), SHARDS));
    shard.waiting.add(watch);
    shard.gather();
  }

  private final class Shard {
    private final List<Watch> waiting = new ArrayList<>();
    private boolean busy;

    /** A full batch does not wait for the end of its window. */
    private void gather() {
      if (!busy) {
        busy = true;
        long late = steps.strikes(Fault.RECORD_LATE) ? chance.between(0, WINDOW_MICROS) : 0;
        timeline.in(chance.between(0, WINDOW_MICROS) + late, () -> {
          List<Watch> batch = List.copyOf(waiting);
          waiting.clear();
          hand(batch, steps.strikes(Fault.RECORD_TWICE));
        });
      }
    }

    private void hand(List<Watch> batch, boolean again) {
      functions.invoke(PresenceFunctions.Name.WATCH, event(batch), response -> {
        if (response.isEmpty() || again) {
          timeline.in(chance.between(0, RETRY_MICROS), () -> hand(batch, false));
        } else {
          busy = false;
          if (!waiting.isEmpty()) {
            gather();
          }
        }
      });
    }
  }

  private String event(List<Watch> batch) {
    return JsonText.object(json -> {
      json.writeArrayFieldStart("Records");
      for (Watch watch : batch) {
        json.writeStartObject();
        json.writeObjectFieldStart("dynamodb");
        json.writeStringField("SequenceNumber", Long.toString(++numbers));
        json.writeObjectFieldStart("Keys");
        json.writeObjectFieldStart("watcher");
        json.writeStringField("S", watch.watcher().value());
        json.writeEndObject();
        json.writeObjectFieldStart("watched");
        json.writeStringField("S", watch.watched().value());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }
}
