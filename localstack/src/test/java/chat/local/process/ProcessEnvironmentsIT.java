package chat.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.local.function.FunctionFaults;
import chat.local.function.FunctionHost;
import chat.local.function.FunctionLog;
import chat.local.function.Result;
import chat.local.trace.Cause;
import chat.local.trace.Journal;
import chat.topology.Function;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AWS's own runtime client, in real processes. */
class ProcessEnvironmentsIT {
  private static final Cause CAUSE = new Cause.Frame("socket", "probe", 0);
  private static final Function PROBE = Probe.function("probe", Duration.ofSeconds(30));
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ProcessEnvironments processes = ProcessEnvironments.ofTest(1, Probe.CLASSES,
      Map.of("STAGE", "local"));
  private final FunctionHost host = new FunctionHost(processes, new Journal(InstantSource.system()),
      new FunctionFaults() {
      });

  @AfterEach
  void close() {
    host.close();
    processes.close();
    assertEquals(List.of(), probes(), "nothing is left");
  }

  private static List<ProcessHandle> probes() {
    return ProcessHandle.current().children()
        .filter(child -> child.info().commandLine().orElse("").contains(Probe.class.getName())).toList();
  }

  private Result invoke(Function function, String event) {
    return host.invoke(function, "\"" + event + "\"", CAUSE);
  }

  private long pid(Function function) {
    return Long.parseLong(
        assertInstanceOf(Result.Returned.class, invoke(function, "pid")).json().replace("\"", ""));
  }

  private static void assertFailed(String errorType, Result result) {
    assertEquals(errorType, assertInstanceOf(Result.Failed.class, result).errorType());
  }

  private boolean hasLogged(String line) {
    return host.log(PROBE).newest().stream().map(FunctionLog.Line::text).anyMatch(text -> text.contains(line));
  }

  private static void await(BooleanSupplier observed) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!observed.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "It never came.");
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static boolean isGone(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
  }

  @Test
  void aProcessHandlesOneEventAfterAnother() {
    assertEquals(new Result.Returned("\"grüße\""), invoke(PROBE, "grüße"));
    assertEquals(new Result.Returned("\"probe 128 36 probe true\""), invoke(PROBE, "context"));
    assertEquals(pid(PROBE), pid(PROBE));
    assertNotEquals(ProcessHandle.current().pid(), pid(PROBE));
    assertTrue(hasLogged("INIT_REPORT Init Duration: "));
  }

  @Test
  void whatItPrintsIsItsLog() {
    invoke(PROBE, "print");
    await(() -> hasLogged("to the output: grüße") && hasLogged("to the errors") && hasLogged("to the logger"));
    assertFalse(hasLogged("WARNING"), "the JVM has nothing to complain of");
  }

  @Test
  void itIsGivenNothingOfThisProcess() {
    String variables = assertInstanceOf(Result.Returned.class, invoke(PROBE, "variables")).json();
    assertTrue(variables.contains("AWS_LAMBDA_FUNCTION_NAME") && variables.contains("STAGE"), variables);
    assertFalse(variables.contains("HOME") || variables.contains("PATH"), variables);
  }

  @Test
  void anExceptionIsAnAnswerAndTheProcessGoesOn() {
    long pid = pid(PROBE);
    assertEquals(new Result.Failed("java.lang.IllegalStateException", "as told"), invoke(PROBE, "throw"));
    assertEquals(pid, pid(PROBE));
    await(() -> hasLogged("at chat.local.process.Probe"));
  }

  @Test
  void whoExitsHasNotAnsweredAndTheNextEventGetsAnotherProcess() {
    long pid = pid(PROBE);
    assertFailed("Runtime.ExitError", invoke(PROBE, "exit"));
    assertTrue(isGone(pid));
    assertNotEquals(pid, pid(PROBE));
  }

  @Test
  void whoIsOutOfMemorySaysSoAndEnds() {
    long pid = pid(PROBE);
    assertFailed("java.lang.OutOfMemoryError", invoke(PROBE, "fill"));
    assertTrue(isGone(pid));
    assertNotEquals(pid, pid(PROBE));
  }

  @Test
  void whoIsKilledWhileIdleIsReplacedUnnoticed() {
    long pid = pid(PROBE);
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    await(() -> isGone(pid));
    assertNotEquals(pid, pid(PROBE));
  }

  @Test
  void whatTakesTooLongIsKilled() {
    Function hasty = Probe.function("hasty", Duration.ofSeconds(2));
    long pid = pid(hasty);
    assertFailed("Sandbox.Timedout", invoke(hasty, "hang"));
    await(() -> isGone(pid));
  }

  @Test
  void aHandlerThatIsNotThereFailsEachTime() {
    Function missing = new Function("missing", "chat.Nobody", 128, Duration.ofSeconds(30), List.of(), false, false,
        List.of());
    assertFailed("java.lang.ClassNotFoundException", invoke(missing, "echo"));
  }

  @Test
  void theOneThatIsIdleMakesRoomForAnotherFunction() {
    long pid = pid(PROBE);
    assertEquals(1, probes().size());
    pid(Probe.function("other", Duration.ofSeconds(30)));
    await(() -> isGone(pid));
    assertEquals(0, host.idle(PROBE));
  }

  @Test
  void whenAllAreBusyAnEventWaits() {
    CompletableFuture<Result> hanging = CompletableFuture
        .supplyAsync(() -> invoke(Probe.function("probe", Duration.ofSeconds(3)), "hang"));
    await(() -> !probes().isEmpty());
    assertEquals(new Result.Returned("\"late\""), invoke(Probe.function("other", Duration.ofSeconds(30)), "late"));
    assertFailed("Sandbox.Timedout", hanging.join());
  }

  @Test
  void closingEndsWhatIsBusy() {
    pid(PROBE);
    CompletableFuture<Result> hanging = CompletableFuture.supplyAsync(() -> invoke(PROBE, "hang"));
    await(() -> hasLogged("hanging"));
    long begin = System.nanoTime();
    close();
    assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(2));
    assertFailed("Runtime.ExitError", hanging.join());
    assertFailed("Runtime.ExitError", invoke(PROBE, "echo"));
  }

  @Test
  void whenTheCloudIsKilledItsProcessesEnd(@TempDir Path left) throws IOException {
    Process parent = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Djava.io.tmpdir=" + left, "-cp", System.getProperty("java.class.path"), Parent.class.getName(), "outlive")
        .redirectErrorStream(true).start();
    List<ProcessHandle> children;
    try (BufferedReader output = parent.inputReader()) {
      assertTrue(output.lines().anyMatch(line -> line.contains("outliving")));
      children = parent.children().toList();
      assertEquals(2, children.size(), "one is idle and one works");
      parent.destroyForcibly();
    }
    try {
      children.forEach(child -> child.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
    } finally {
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void otherSystemsAreRefusedWithASentence() {
    String sentence = String.valueOf(assertThrows(ProcessesUnavailableException.class,
        () -> RuntimeClient.libraryName("Mac OS X", "aarch64")).getMessage());
    assertTrue(sentence.contains("need Linux"), sentence);
    assertThrows(ProcessesUnavailableException.class, () -> RuntimeClient.libraryName("Linux", "riscv64"));
  }
}
