package chat.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.json.JsonObject;
import chat.local.EmbeddedCloud;
import chat.local.Options;
import chat.local.trace.Invocation;
import chat.topology.Function;
import chat.topology.Topology;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The chat with its functions in processes of their own. */
class ProcessIT {
  private static final Options OPTIONS = TestCloud.options().inProcesses(20);

  private static List<ProcessHandle> processes(String handler) {
    return ProcessHandle.current().children()
        .filter(child -> child.info().commandLine().orElse("").contains(handler)).toList();
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Test
  void twoPeopleTalkAndNothingIsLeftBehind() {
    long begin = System.nanoTime();
    EmbeddedCloud cloud = EmbeddedCloud.start(OPTIONS);
    System.out.println("With processes, ready after " + since(begin).toMillis() + " ms.");
    try (cloud; TestClient ann = TestClient.connect(cloud, "ann"); TestClient ben = TestClient.connect(cloud, "ben")) {
      assertEquals("accepted", ann.sendTo("ben", "m1", 0, "hello Ben").text("event"));
      assertEquals(1, ben.awaitMessage("hello Ben").wholeNumber("seq"));
      assertEquals("ann", ben.ask("{\"action\":\"sync\"}").objects("channels").getFirst().text("peer"));
      ann.ask("{\"action\":\"heartbeat\"}");
      Invocation send = cloud.journal().newest().stream()
          .filter(invocation -> invocation.function().equals(Topology.SEND)).findFirst().orElseThrow();
      assertTrue(send.isColdStart() && !send.effects().isEmpty(), "its calls to the tables are noted");
      for (Function function : Topology.FUNCTIONS) {
        cloud.journal().newest().stream()
            .filter(invocation -> invocation.function().equals(function) && invocation.isColdStart())
            .forEach(cold -> cold.end().ifPresent(end -> System.out
                .println(function.name() + ": first answer after " + end.took().toMillis() + " ms.")));
      }
      assertTrue(processes("chat.entrypoint").size() > 4, "each function has a process");
      begin = System.nanoTime();
      cloud.close();
    }
    Duration stop = since(begin);
    System.out.println("With processes, stopped after " + stop.toMillis() + " ms.");
    assertEquals(List.of(), processes("chat.entrypoint"));
    assertTrue(stop.compareTo(Duration.ofSeconds(5)) < 0, stop::toString);
  }

  /** Kills the process of the send function as soon as its next invocation has read from the tables. */
  private static void killInTheMiddle(EmbeddedCloud cloud, long after) {
    List<ProcessHandle> processes = processes(Topology.SEND.handler());
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Invocation> busy = cloud.journal().newest().stream()
          .filter(invocation -> invocation.number() > after && invocation.function().equals(Topology.SEND)
              && !invocation.effects().isEmpty())
          .findFirst();
      if (busy.isPresent()) {
        processes.forEach(ProcessHandle::destroyForcibly);
        return;
      }
      LockSupport.parkNanos(100_000);
    }
  }

  @Test
  void aFunctionKilledInTheMiddleCostsNoMessageAndDoublesNone() {
    try (EmbeddedCloud cloud = EmbeddedCloud.start(OPTIONS);
        TestClient ann = TestClient.connect(cloud, "ann");
        TestClient ben = TestClient.connect(cloud, "ben")) {
      String channelId = ann.sendTo("ben", "m1", 0, "text 1").text("channelId");
      int sent = 1;
      while (killed(cloud) == 0 && sent < 20) {
        sent++;
        long newest = cloud.journal().newest().getFirst().number();
        CompletableFuture<Void> killer = CompletableFuture.runAsync(() -> killInTheMiddle(cloud, newest));
        assertEquals(sent, sendUntilAccepted(ann, sent));
        killer.join();
      }
      assertTrue(killed(cloud) > 0, "none was killed while it worked");
      System.out.println("Killed in the middle with message " + sent + ".");
      JsonObject page = ben
          .ask("{\"action\":\"history\",\"channelId\":\"" + channelId + "\",\"after\":0,\"limit\":50}");
      assertEquals(LongStream.rangeClosed(1, sent).boxed().toList(),
          page.objects("messages").stream().map(message -> message.wholeNumber("seq")).toList());
      for (int number = 1; number <= sent; number++) {
        ben.awaitMessage("text " + number);
      }
    }
  }

  /** How many sends ended with their process after they had reached the tables. */
  private static long killed(EmbeddedCloud cloud) {
    return cloud.journal().newest().stream()
        .filter(invocation -> invocation.function().equals(Topology.SEND) && !invocation.effects().isEmpty()
            && invocation.end().flatMap(Invocation.End::error).equals(Optional.of("Runtime.ExitError")))
        .count();
  }

  /** The gateway answers a killed send with a frame that has no request id. */
  private static long sendUntilAccepted(TestClient client, int number) {
    String id = "m" + number;
    Set<String> failures = new HashSet<>();
    for (int tries = 0; tries < 3; tries++) {
      client.send("""
          {"action":"send","userId":"ben","clientMessageId":"%s","requestId":"%s-%d","afterSeq":%d,
           "content":{"type":"text","text":"text %d"}}""".formatted(id, id, tries, number - 1, number));
      String requestId = id + "-" + tries;
      JsonObject answer = client.await(frame -> frame.optionalText("requestId").equals(Optional.of(requestId))
          || (frame.optionalText("message").equals(Optional.of("Internal server error"))
              && !failures.contains(frame.text("requestId"))));
      if (answer.optionalText("event").equals(Optional.of("accepted"))) {
        return answer.wholeNumber("seq");
      }
      failures.add(answer.text("requestId"));
    }
    throw new AssertionError("Never accepted");
  }
}
