package chat.local.process;

import chat.local.function.FunctionFaults;
import chat.local.function.FunctionHost;
import chat.local.trace.Cause;
import chat.local.trace.Journal;
import chat.topology.Function;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** A cloud that a test kills: it holds one function that waits and one that works, until it is ended. */
final class Parent {
  private static final Cause CAUSE = new Cause.Frame("socket", "probe", 0);

  private Parent() {}

  static void main(String... arguments) {
    FunctionHost host = new FunctionHost(ProcessEnvironments.ofTest(2, Probe.CLASSES, Map.of()),
        new Journal(InstantSource.system()), new FunctionFaults() {
        });
    Function waiting = Probe.function("waiting", Duration.ofMinutes(1));
    host.invoke(waiting, "\"echo\"", CAUSE);
    host.invoke(Probe.function("working", Duration.ofMinutes(1)), "\"" + arguments[0] + "\"", CAUSE);
  }
}
