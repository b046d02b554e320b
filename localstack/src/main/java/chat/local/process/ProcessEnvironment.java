package chat.local.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.function.Environment;
import chat.local.function.FunctionLog;
import chat.local.function.Result;
import chat.local.function.Work;
import chat.topology.Function;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An environment in a process of its own, with a Runtime API of its own. What it prints is the function's log. */
final class ProcessEnvironment implements Environment {
  private final Handover handover = new Handover();
  private final RunningInvocations running;
  private final LoopbackServer api;
  private final Process process;

  ProcessEnvironment(FunctionJvm jvm, Function function, FunctionLog log, RunningInvocations running) {
    this.running = running;
    api = LoopbackServer.open(new RuntimeApi(handover));
    try {
      process = jvm.start(function, api.authority());
    } catch (RuntimeException unstartable) {
      api.close();
      throw unstartable;
    }
    // no virtual threads: they would each hold on to a carrier while they read
    Thread.ofPlatform().daemon().name("output of " + function.name()).start(() -> copyOutput(log));
    Thread.ofVirtual().start(this::awaitEnd);
  }

  private void copyOutput(FunctionLog log) {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      output.lines().forEach(log::add);
    } catch (IOException | UncheckedIOException cut) {
      log.add("The rest of the output is lost: " + cut.getMessage());
    }
  }

  private void awaitEnd() {
    try {
      process.waitFor();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    handover.end();
  }

  /** Whether the function is ready for its first event within that time. */
  boolean awaitReady(Duration most) throws InterruptedException {
    return handover.awaitReady(most);
  }

  @Override
  public Result handle(Work work) {
    running.began(work.invocation());
    try {
      return handover.handle(work);
    } catch (InterruptedException late) {
      Thread.currentThread().interrupt();
      return Result.Failed.exited(work.requestId());
    } finally {
      running.ended(work.invocation());
    }
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Kills the process. */
  @Override
  public void close() {
    process.destroyForcibly();
    api.close();
  }

  /** Waits until nothing of it is left. */
  boolean awaitEnd(Duration most) throws InterruptedException {
    return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
  }
}
