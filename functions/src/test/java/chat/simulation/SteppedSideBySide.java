package chat.simulation;

import chat.messaging.SideBySide;
import java.util.function.Supplier;

/** Work beside the caller's own, as another strand of its function. */
final class SteppedSideBySide implements SideBySide {
  private final Steps steps;

  SteppedSideBySide(Steps steps) {
    this.steps = steps;
  }

  @Override
  public <T> Supplier<T> start(Supplier<T> work) {
    Strand parent = steps.current();
    return parent.run().fork(parent, work);
  }
}
