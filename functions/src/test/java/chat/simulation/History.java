package chat.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened, line by line. It is kept only when somebody wants to read it: a run can be had again by its seed. */
public final class History {
  private final Timeline timeline;
  private final boolean kept;
  private final List<String> lines = new ArrayList<>();

  public History(Timeline timeline, boolean kept) {
    this.timeline = timeline;
    this.kept = kept;
  }

  public void note(Supplier<String> line) {
    if (kept) {
      lines.add("%10.3f  %s".formatted(timeline.micros() / 1_000_000.0, line.get()));
    }
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }
}
