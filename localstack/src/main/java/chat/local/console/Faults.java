package chat.local.console;

import chat.json.JsonException;
import chat.json.JsonObject;
import chat.local.fault.Dose;
import chat.local.fault.Fault;
import chat.local.fault.FaultSwitches;
import chat.topology.Function;
import chat.topology.Queue;
import chat.topology.Topology;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is made to go wrong. */
final class Faults {
  private static final Set<String> FIELDS = Set.of("share", "times", "delayMillis", "only");

  private final FaultSwitches switches;

  Faults(FaultSwitches switches) {
    this.switches = switches;
  }

  void write(JsonGenerator json) throws IOException {
    Map<Fault, Dose> on = switches.on();
    Map<Fault, Integer> strikes = switches.strikes();
    JsonList.ofObjects(json, "faults", List.of(Fault.values()), (fields, fault) -> {
      fields.writeStringField("name", fault.name());
      fields.writeStringField("sentence", fault.sentence());
      JsonList.ofTexts(fields, "places", places(fault));
      fields.writeBooleanField("takesTime", fault.takesTime());
      fields.writeNumberField("strikes", strikes.getOrDefault(fault, 0));
      if (on.containsKey(fault)) {
        fields.writeObjectFieldStart("on");
        dose(fields, on.getOrDefault(fault, Dose.ALWAYS));
        fields.writeEndObject();
      }
    });
  }

  private static void dose(JsonGenerator json, Dose dose) throws IOException {
    json.writeNumberField("share", dose.share());
    if (dose.times().isPresent()) {
      json.writeNumberField("times", dose.times().getAsInt());
    }
    json.writeNumberField("delayMillis", dose.delay().toMillis());
    JsonList.ofTexts(json, "only", new TreeSet<>(dose.only()));
  }

  /** The functions or queues that it can be confined to. */
  private static List<String> places(Fault fault) {
    return switch (fault.where()) {
      case EVERYWHERE -> List.of();
      case FUNCTION -> Topology.FUNCTIONS.stream().map(Function::name).toList();
      case QUEUE -> Topology.QUEUES.stream().map(Queue::name).toList();
    };
  }

  /** A field that is left out is as in {@link Dose#ALWAYS}. */
  Reply set(Call call) {
    Fault fault = fault(call);
    switches.set(fault, dose(fault, call.json()));
    return Reply.done();
  }

  private static Dose dose(Fault fault, JsonObject wish) {
    if (!FIELDS.containsAll(wish.names())) {
      throw Refusal.badRequest("A fault has no other fields than share, times, delayMillis and only.");
    }
    try {
      Set<String> only = Set.copyOf(wish.texts("only"));
      if (!places(fault).containsAll(only)) {
        throw Refusal.badRequest(places(fault).isEmpty()
            ? "This fault strikes everywhere: leave out the field only."
            : "Field only must be a list of some of " + String.join(", ", places(fault)) + ".");
      }
      return new Dose(wish.optionalNumber("share").orElse(Dose.ALWAYS.share()), times(wish),
          wish.optionalWholeNumber("delayMillis").stream().mapToObj(Duration::ofMillis).findFirst()
              .orElse(Dose.ALWAYS.delay()),
          only);
    } catch (JsonException | IllegalArgumentException wrong) {
      throw Refusal.badRequest(String.valueOf(wrong.getMessage()));
    }
  }

  private static OptionalInt times(JsonObject wish) {
    OptionalLong times = wish.optionalWholeNumber("times");
    if (times.isPresent() && times.getAsLong() > Integer.MAX_VALUE) {
      throw Refusal.badRequest("Field times is too large.");
    }
    return times.isPresent() ? OptionalInt.of(Math.toIntExact(times.getAsLong())) : OptionalInt.empty();
  }

  Reply off(Call call) {
    switches.off(fault(call));
    return Reply.done();
  }

  Reply allOff() {
    switches.off();
    return Reply.done();
  }

  private static Fault fault(Call call) {
    return Arrays.stream(Fault.values()).filter(each -> each.name().equals(call.part("name"))).findFirst()
        .orElseThrow(() -> Refusal.notFound("There is no such fault. There are "
            + Arrays.stream(Fault.values()).map(Fault::name).collect(Collectors.joining(", ")) + "."));
  }
}
