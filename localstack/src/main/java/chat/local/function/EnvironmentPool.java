package chat.local.function;

import chat.local.trace.Invocation;
import chat.topology.Function;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The environments of all functions. When there may be no more of them, the one that has been idle for longest makes room,
 * and when none is idle, whoever needs one waits.
 */
final class EnvironmentPool implements AutoCloseable {
  private final Environment.Factory factory;
  private final Map<Function, Deque<Idle>> idle = new HashMap<>();
  private int made;
  private long returns;
  private boolean closed;

  EnvironmentPool(Environment.Factory factory) {
    this.factory = factory;
  }

  /** {@code since}: counts returns, so that the smallest has waited for longest. */
  private record Idle(Environment environment, long since) {}

  /** Throws IllegalStateException if none can be started, and notes with the invocation if one had to be. */
  Environment take(Invocation invocation, FunctionLog log) throws InterruptedException {
    Optional<Environment> waiting = idleOrRoom(invocation.function());
    if (waiting.isPresent()) {
      return waiting.get();
    }
    invocation.startedCold();
    try {
      return factory.start(invocation.function(), log);
    } catch (RuntimeException | Error unstartable) {
      leave();
      throw unstartable;
    }
  }

  /** An idle environment of the function, or nothing when there is room for a new one, which is then reserved. */
  private synchronized Optional<Environment> idleOrRoom(Function function) throws InterruptedException {
    while (!closed) {
      Deque<Idle> own = idle.getOrDefault(function, new ArrayDeque<>());
      while (!own.isEmpty()) {
        Environment environment = own.removeFirst().environment();
        if (environment.isAlive()) {
          return Optional.of(environment);
        }
        end(environment);
      }
      if (made < factory.most() || endOldest()) {
        made++;
        return Optional.empty();
      }
      wait();
    }
    throw new IllegalStateException("The cloud is closed.");
  }

  private boolean endOldest() {
    Optional<Deque<Idle>> oldest = idle.values().stream().filter(own -> !own.isEmpty())
        .min(Comparator.comparingLong(own -> own.getLast().since()));
    oldest.ifPresent(own -> end(own.removeLast().environment()));
    return oldest.isPresent();
  }

  /** It is idle again. */
  synchronized void giveBack(Function function, Environment environment) {
    if (closed) {
      environment.close();
    } else {
      idle.computeIfAbsent(function, _ -> new ArrayDeque<>()).addFirst(new Idle(environment, ++returns));
      notifyAll();
    }
  }

  /** It is of no use any more. */
  synchronized void end(Environment environment) {
    environment.close();
    leave();
  }

  private synchronized void leave() {
    made--;
    notifyAll();
  }

  /** How many of a function's wait for work. */
  synchronized int idle(Function function) {
    return idle.getOrDefault(function, new ArrayDeque<>()).size();
  }

  /** Ends those that are idle; who still waits for one hears that there will be none. */
  @Override
  public synchronized void close() {
    closed = true;
    idle.values().forEach(own -> own.forEach(each -> each.environment().close()));
    idle.clear();
    notifyAll();
  }
}
