package chat.local.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.topology.Function;
import chat.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JournalTest {
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final Duration MOMENT = Duration.ofMillis(2);

  private final Journal journal = new Journal(InstantSource.fixed(NOON));

  private Invocation begin(Function function, Cause cause) {
    return journal.begin("request", function, cause);
  }

  private Invocation frame() {
    return begin(Topology.SEND, new Cause.Frame("socket", "send", 100));
  }

  private static Effect write(String key) {
    return new Effect.TableCall(NOON, MOMENT, "PutItem", "Messages", List.of(key), Effect.OK);
  }

  private static Cause records(String... keys) {
    return new Cause.Records("Messages", List.of(keys));
  }

  private Journey journey(Invocation first) {
    return journal.journey(first.number()).orElseThrow();
  }

  private static List<Long> numbers(Journey journey) {
    return journey.invocations().stream().map(Invocation::number).toList();
  }

  @Test
  void aJourneyFollowsRecordsAndMessages() {
    Invocation send = frame();
    send.add(write("channelId=a seq=1"));
    frame().add(write("channelId=b seq=1"));
    Invocation fanOut = begin(Topology.FAN_OUT, records("channelId=b seq=1", "channelId=a seq=1"));
    fanOut.add(new Effect.QueueSend(NOON, MOMENT, "retries", List.of("m1"), Effect.OK));
    begin(Topology.DELIVER, new Cause.Messages("fan-out-chunks", List.of("m1")));
    Invocation deliver = begin(Topology.DELIVER, new Cause.Messages("retries", List.of("m0", "m1")));
    begin(Topology.REPAIR, records("channelId=c seq=1"));
    assertEquals(List.of(send.number(), fanOut.number(), deliver.number()), numbers(journey(send)));
  }

  @Test
  void whatWasOnlyReadLeadsNowhere() {
    Invocation send = frame();
    send.add(new Effect.TableCall(NOON, MOMENT, "GetItem", "Messages", List.of("channelId=a seq=1"), Effect.OK));
    begin(Topology.FAN_OUT, records("channelId=a seq=1"));
    assertEquals(List.of(send.number()), numbers(journey(send)));
  }

  @Test
  void onlyTheNewestAreKept() {
    long first = frame().number();
    for (int more = 0; more < 5_000; more++) {
      frame();
    }
    assertEquals(5_000, journal.newest().size());
    assertEquals(Optional.empty(), journal.journey(first));
    assertEquals(first + 5_000, journal.newest().getFirst().number());
  }

  @Test
  void theNewestJourneysBeginWhereWished() {
    frame();
    Invocation older = frame();
    older.add(write("channelId=a seq=1"));
    begin(Topology.HEARTBEAT, new Cause.Frame("socket", "heartbeat", 20));
    Invocation newer = frame();
    newer.add(write("channelId=b seq=1"));
    Invocation fanOut = begin(Topology.FAN_OUT, records("channelId=a seq=1", "channelId=b seq=1"));
    List<Journey> journeys = journal.journeys(2, invocation -> invocation.function().equals(Topology.SEND));
    assertEquals(List.of(List.of(older.number(), fanOut.number()), List.of(newer.number(), fanOut.number())),
        journeys.stream().map(JournalTest::numbers).toList());
  }

  @Test
  void aJourneyTellsWhatFailedAndWhenTheFirstPostArrived() {
    Invocation send = frame();
    send.add(new Effect.Post(NOON, MOMENT, "gone", 10, "GoneException"));
    assertEquals(Optional.empty(), journey(send).untilFirstPost());
    send.add(new Effect.Post(NOON.plusMillis(5), MOMENT, "open", 10, Effect.OK));
    assertEquals(Optional.of(Duration.ofMillis(7)), journey(send).untilFirstPost());
    assertEquals(Optional.empty(), journey(send).error());
    journal.end(send, MOMENT, Optional.of("Boom"));
    assertEquals(Optional.of("Boom"), journey(send).error());
  }

  @Test
  void everyWayIsCountedOnceTheInvocationHasEnded() {
    Invocation send = frame();
    send.add(write("channelId=a seq=1"));
    send.add(write("channelId=a seq=2"));
    send.add(new Effect.TableCall(NOON, MOMENT, "Query", "Channels", List.of(), Effect.OK));
    assertEquals(Map.of(), journal.flows());
    journal.end(send, MOMENT, Optional.empty());
    Invocation fanOut = begin(Topology.FAN_OUT, records("channelId=a seq=1", "channelId=a seq=2"));
    fanOut.add(new Effect.Post(NOON, MOMENT, "socket", 10, Effect.OK));
    fanOut.add(new Effect.QueueSend(NOON, MOMENT, "retries", List.of("m1"), Effect.OK));
    journal.end(fanOut, MOMENT, Optional.empty());
    journal.end(begin(Topology.DELIVER, new Cause.Messages("retries", List.of("m1"))), MOMENT, Optional.empty());
    assertEquals(Map.of(new Flow(Flow.Kind.INVOKE, Flow.GATEWAY, "send"), 1L,
        new Flow(Flow.Kind.WRITE, "send", "Messages"), 2L, new Flow(Flow.Kind.READ, "send", "Channels"), 1L,
        new Flow(Flow.Kind.STREAM, "Messages", "fan-out"), 1L, new Flow(Flow.Kind.POST, "fan-out", Flow.GATEWAY), 1L,
        new Flow(Flow.Kind.SEND, "fan-out", "retries"), 1L, new Flow(Flow.Kind.RECEIVE, "retries", "deliver"), 1L),
        journal.flows());
  }

  @Test
  void theJourneysOfAFullJournalAreFoundAtOnce() {
    for (int message = 0; message < 5_000; message++) {
      frame().add(write("channelId=a seq=" + message));
    }
    long begin = System.nanoTime();
    assertEquals(5_000, journal.journeys(5_000, invocation -> true).size());
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, took::toString);
  }

  @Test
  void figuresAreOfAllInvocations() {
    for (int millis = 1; millis <= 100; millis++) {
      Invocation invocation = frame();
      if (millis == 1) {
        invocation.startedCold();
      }
      journal.end(invocation, Duration.ofMillis(millis), millis > 97 ? Optional.of("Boom") : Optional.empty());
    }
    journal.metrics(Topology.SEND).throttled();
    assertEquals(new FunctionMetrics.Summary(100, 3, 1, 1, Duration.ofMillis(50), Duration.ofMillis(95),
        Duration.ofMillis(100)), journal.metrics(Topology.SEND).summary());
    assertEquals(0, journal.metrics(Topology.SYNC).summary().invocations());
  }

  @Test
  void anInvocationKeeps250Effects() {
    Invocation send = frame();
    assertTrue(send.end().isEmpty());
    for (int more = 0; more < 251; more++) {
      send.add(write("key"));
    }
    assertEquals(250, send.effects().size());
  }
}
