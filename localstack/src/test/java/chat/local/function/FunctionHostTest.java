package chat.local.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.fault.Dose;
import chat.local.fault.Fault;
import chat.local.fault.FaultSwitches;
import chat.local.trace.Cause;
import chat.local.trace.FunctionMetrics;
import chat.local.trace.Journal;
import chat.topology.Function;
import chat.topology.Topology;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class FunctionHostTest {
  private static final Function FUNCTION = new Function("probe", "none", 256, Duration.ofMillis(200), List.of(), false,
      false,
      List.of());
  private static final FunctionFaults WELL = new FunctionFaults() {
  };
  private static final Cause CAUSE = new Cause.Frame("socket", "probe", 16);

  private static Result invoke(RequestStreamHandler handler) {
    try (FunctionHost host = TestHost.of(function -> handler)) {
      return host.invoke(FUNCTION, "{\"text\":\"grüße\"}", CAUSE);
    }
  }

  @Test
  void whatTheHandlerWritesIsReturned() {
    assertEquals(new Result.Returned("{\"text\":\"grüße\"}"),
        invoke((input, output, context) -> input.transferTo(output)));
  }

  @Test
  void anExceptionIsItsClassAndMessage() {
    assertEquals(new Result.Failed("java.lang.IllegalStateException", "broken"), invoke((input, output, context) -> {
      throw new IllegalStateException("broken");
    }));
  }

  @Test
  void anErrorIsAResultToo() {
    assertEquals(new Result.Failed("java.lang.StackOverflowError", "null"), invoke((input, output, context) -> {
      throw new StackOverflowError();
    }));
  }

  @Test
  void whatTakesTooLongTimesOut() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Result result = invoke((input, output, context) -> {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException late) {
        interrupted.countDown();
      }
    });
    Result.Failed failed = assertInstanceOf(Result.Failed.class, result);
    assertEquals("Sandbox.Timedout", failed.errorType());
    assertTrue(failed.errorMessage().endsWith("Task timed out after 0.20 seconds"), failed.errorMessage());
    interrupted.await();
  }

  @Test
  void theContextTellsOfTheInvocation() {
    assertEquals(new Result.Returned("probe 256 true true"), invoke((input, output, context) -> {
      int millis = context.getRemainingTimeInMillis();
      output.write("%s %d %s %s".formatted(context.getFunctionName(), context.getMemoryLimitInMB(),
          millis > 0 && millis <= 200, context.getAwsRequestId().length() == 36).getBytes(UTF_8));
    }));
  }

  @Test
  void anEnvironmentIsUsedAgainAndNeverByTwoAtOnce() throws InterruptedException {
    AtomicInteger made = new AtomicInteger();
    CyclicBarrier both = new CyclicBarrier(2);
    Environment.Factory environments = InProcess.with((function, current) -> {
      made.incrementAndGet();
      AtomicBoolean busy = new AtomicBoolean();
      return (input, output, context) -> {
        assertTrue(busy.compareAndSet(false, true), "two at once");
        meet(both);
        busy.set(false);
      };
    });
    Journal journal = new Journal(InstantSource.system());
    try (FunctionHost host = new FunctionHost(environments, journal, WELL)) {
      for (int round = 0; round < 3; round++) {
        Thread other = Thread.ofVirtual().start(() -> host.invoke(FUNCTION, "{}", CAUSE));
        assertEquals(new Result.Returned(""), host.invoke(FUNCTION, "{}", CAUSE));
        other.join();
      }
      assertEquals(2, made.get());
      assertEquals(2, host.idle(FUNCTION));
      FunctionMetrics.Summary summary = journal.metrics(FUNCTION).summary();
      assertEquals("6 invocations, 2 cold, 0 errors",
          summary.invocations() + " invocations, " + summary.coldStarts() + " cold, " + summary.errors() + " errors");
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(5, TimeUnit.SECONDS);
    } catch (Exception alone) {
      throw new IllegalStateException(alone);
    }
  }

  @Test
  void anEnvironmentThatDiedIsNotUsedAgain() {
    AtomicInteger made = new AtomicInteger();
    FunctionFaults crash = new FunctionFaults() {
      @Override
      public Handling around(Function function, Handling handling) {
        return made.get() > 1 ? handling : work -> Result.Failed.exited(work.requestId());
      }
    };
    Environment.Factory environments = InProcess.with((function, current) -> {
      made.incrementAndGet();
      return (input, output, context) -> input.transferTo(output);
    });
    try (FunctionHost host = new FunctionHost(environments, new Journal(InstantSource.system()), crash)) {
      Result.Failed failed = assertInstanceOf(Result.Failed.class, host.invoke(FUNCTION, "{}", CAUSE));
      assertEquals("Runtime.ExitError", failed.errorType());
      assertEquals(0, host.idle(FUNCTION));
      host.invoke(FUNCTION, "{}", CAUSE);
      assertEquals(2, made.get());
    }
  }

  @Test
  void whatDoesNotStartIsAResultToo() {
    Environment.Factory broken = InProcess.with((function, current) -> {
      throw new IllegalStateException("no such setting");
    });
    try (FunctionHost host = new FunctionHost(broken, new Journal(InstantSource.system()), WELL)) {
      assertInstanceOf(Result.Failed.class, host.invoke(FUNCTION, "{}", CAUSE));
      assertTrue(host.log(FUNCTION).newest().getFirst().text().contains("no such setting"));
    }
  }

  @Test
  void anErrorWhileItStartsIsAResultToo() {
    Environment.Factory broken = InProcess.with((function, current) -> {
      throw new NoClassDefFoundError("missing");
    });
    try (FunctionHost host = new FunctionHost(broken, new Journal(InstantSource.system()), WELL)) {
      assertInstanceOf(Result.Failed.class, host.invoke(FUNCTION, "{}", CAUSE));
    }
  }

  @Test
  void whatIsSlowerThanItsTimeoutNeverBegins() throws InterruptedException {
    AtomicInteger begun = new AtomicInteger();
    FaultSwitches slow = new FaultSwitches(new Random(1));
    slow.set(Fault.FUNCTION_SLOW, Dose.ALWAYS.delay(Duration.ofHours(1)));
    CountDownLatch over = new CountDownLatch(1);
    FunctionFaults faults = new FunctionFaults() {
      @Override
      public Handling around(Function function, Handling handling) {
        Handling slowed = slow.around(function, handling);
        return work -> {
          try {
            return slowed.handle(work);
          } finally {
            over.countDown();
          }
        };
      }
    };
    try (FunctionHost host = TestHost.of(function -> (input, output, context) -> begun.incrementAndGet(),
        new Journal(InstantSource.system()), faults)) {
      assertInstanceOf(Result.Failed.class, host.invoke(FUNCTION, "{}", CAUSE));
      assertTrue(over.await(5, TimeUnit.SECONDS));
      assertEquals(0, begun.get());
    }
  }

  @Test
  void moreThanTheAccountAllowsIsThrottled() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(Topology.CONCURRENT_EXECUTIONS);
    Function patient = new Function("patient", "none", 256, Duration.ofSeconds(30), List.of(), false, false, List.of());
    try (FunctionHost host = TestHost.of(function -> (input, output, context) -> {
      busy.countDown();
      await(go);
    })) {
      for (int number = 0; number < Topology.CONCURRENT_EXECUTIONS; number++) {
        Thread.ofVirtual().start(() -> host.invoke(patient, "{}", CAUSE));
      }
      assertTrue(busy.await(10, TimeUnit.SECONDS));
      Result.Failed failed = assertInstanceOf(Result.Failed.class, host.invoke(FUNCTION, "{}", CAUSE));
      assertEquals("TooManyRequestsException", failed.errorType());
      go.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatAFunctionPrintsIsItsLog() throws InterruptedException {
    CountDownLatch printed = new CountDownLatch(1);
    try (FunctionHost host = TestHost.of(function -> (input, output, context) -> {
      System.out.println("by print");
      context.getLogger().log("by logger");
      Thread.ofVirtual().start(() -> {
        System.out.println("by a thread of its own");
        printed.countDown();
      });
      await(printed);
      System.err.printf("%d%s", 2, " without an end");
    })) {
      host.invoke(FUNCTION, "{}", CAUSE);
      System.out.println("by the host");
      assertEquals(List.of("2 without an end", "by a thread of its own", "by logger", "by print"),
          host.log(FUNCTION).newest().stream().map(FunctionLog.Line::text).toList());
    }
  }
}
