package chat.local.fault;

import chat.local.dynamodb.StreamFaults;
import chat.local.function.FunctionFaults;
import chat.local.function.Result;
import chat.local.gateway.DisconnectFate;
import chat.local.gateway.GatewayFaults;
import chat.local.gateway.PostFate;
import chat.local.push.CallFate;
import chat.local.queue.QueueFaults;
import chat.topology.Function;
import chat.topology.Queue;
import chat.topology.StreamSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** The faults that are switched on, each in its dose. All are off at the start. */
public final class FaultSwitches
    implements
      GatewayFaults,
      FunctionFaults,
      TableFaults,
      StreamFaults,
      QueueFaults,
      CallFate.Judge {
  private final RandomGenerator random;
  private final Map<Fault, Dose> on = new EnumMap<>(Fault.class);
  private final Map<Fault, Integer> strikes = new EnumMap<>(Fault.class);

  /** {@code random}: decides what strikes when a dose says "now and then". */
  public FaultSwitches(RandomGenerator random) {
    this.random = random;
  }

  /** Switches a fault on, or changes its dose; its strikes are counted from 0 again. */
  public synchronized void set(Fault fault, Dose dose) {
    on.put(fault, dose);
    strikes.put(fault, 0);
  }

  /** Ends a fault. */
  public synchronized void off(Fault fault) {
    on.remove(fault);
  }

  /** Ends all. */
  public synchronized void off() {
    on.clear();
  }

  /** What is switched on. */
  public synchronized Map<Fault, Dose> on() {
    return Map.copyOf(on);
  }

  /** How often each has struck since it was last switched on. */
  public synchronized Map<Fault, Integer> strikes() {
    return Map.copyOf(strikes);
  }

  /** The dose with which a fault strikes now, if it does. {@code name}: of the function or queue. */
  private synchronized Optional<Dose> strike(Fault fault, String name) {
    Dose dose = on.get(fault);
    if (dose == null || !dose.strikesAt(name) || random.nextDouble() >= dose.share()) {
      return Optional.empty();
    }
    int struck = strikes.merge(fault, 1, Integer::sum);
    if (dose.times().isPresent() && struck >= dose.times().getAsInt()) {
      on.remove(fault);
    }
    return Optional.of(dose);
  }

  private boolean strikes(Fault fault, String name) {
    return strike(fault, name).isPresent();
  }

  @Override
  public PostFate post(String caller, String connectionId) {
    return Stream.of(Map.entry(Fault.POST_CUTS, PostFate.CUT), Map.entry(Fault.POST_LOST, PostFate.LOST),
        Map.entry(Fault.POST_GONE, PostFate.GONE), Map.entry(Fault.POST_THROTTLED, PostFate.THROTTLED),
        Map.entry(Fault.POST_FAILED, PostFate.FAILED)).filter(fate -> strikes(fate.getKey(), caller))
        .map(Map.Entry::getValue).findFirst().orElse(PostFate.TAKEN);
  }

  @Override
  public DisconnectFate disconnect(String connectionId) {
    if (strikes(Fault.DISCONNECT_LOST, "")) {
      return new DisconnectFate.Lost();
    }
    return strike(Fault.DISCONNECT_LATE, "").<DisconnectFate>map(dose -> new DisconnectFate.Late(dose.delay()))
        .orElse(new DisconnectFate.Told());
  }

  @Override
  public Handling around(Function function, Handling handling) {
    return work -> {
      String name = function.name();
      if (strikes(Fault.FUNCTION_CRASHES, name)) {
        return Result.Failed.exited(work.requestId());
      }
      strike(Fault.FUNCTION_SLOW, name).ifPresent(dose -> LockSupport.parkNanos(dose.delay().toNanos()));
      if (Thread.currentThread().isInterrupted()) {
        return Result.Failed.timedOut(work.requestId(), function.timeout());
      }
      if (strikes(Fault.FUNCTION_TWICE, name)) {
        handling.handle(work);
      }
      Result result = handling.handle(work);
      Optional<Dose> silence = strike(Fault.FUNCTION_TIMES_OUT, name);
      if (silence.isPresent()) {
        LockSupport.parkNanos(silence.get().delay().toNanos());
        return Result.Failed.timedOut(work.requestId(), silence.get().delay());
      }
      return strikes(Fault.FUNCTION_CRASHES_LATE, name) ? Result.Failed.exited(work.requestId()) : result;
    };
  }

  @Override
  public boolean throttles(Function function) {
    return strikes(Fault.TABLES_THROTTLED, function.name());
  }

  @Override
  public List<Record> arrange(StreamSource source, List<Record> batch) {
    String reader = source.function().name();
    List<Record> records = new ArrayList<>(batch);
    if (strikes(Fault.RECORDS_REPEATED, reader)) {
      records.addAll(batch);
    }
    if (strikes(Fault.RECORDS_REORDERED, reader)) {
      Collections.shuffle(records, Random.from(random));
    }
    return records;
  }

  @Override
  public Duration delay(StreamSource source) {
    return strike(Fault.RECORDS_LATE, source.function().name()).map(Dose::delay).orElse(Duration.ZERO);
  }

  @Override
  public boolean stopped(StreamSource source) {
    return strikes(Fault.STREAM_STOPPED, source.function().name());
  }

  @Override
  public CallFate judge(String caller, String action) {
    return Stream.of(Map.entry(Fault.PUSH_THROTTLED, CallFate.THROTTLED), Map.entry(Fault.PUSH_FAILS, CallFate.FAILED))
        .filter(fate -> strikes(fate.getKey(), caller)).map(Map.Entry::getValue).findFirst().orElse(CallFate.TAKEN);
  }

  @Override
  public Optional<Duration> forgetsDelete(Queue queue) {
    return strike(Fault.DELETE_FORGOTTEN, queue.name()).map(Dose::delay);
  }
}
