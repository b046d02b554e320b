package chat.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The promises that a run broke, and how. */
final class Verdicts {
  private final History history;
  private final List<Violation> violations = new ArrayList<>();

  Verdicts(History history) {
    this.history = history;
  }

  record Violation(Promise promise, String what) {
    @Override
    public String toString() {
      return promise + ": " + what;
    }
  }

  void broken(Promise promise, Supplier<String> how) {
    Violation violation = new Violation(promise, how.get());
    history.note(() -> "BROKEN " + violation);
    violations.add(violation);
  }

  void require(boolean kept, Promise promise, Supplier<String> otherwise) {
    if (!kept) {
      broken(promise, otherwise);
    }
  }

  List<Violation> all() {
    return List.copyOf(violations);
  }
}
