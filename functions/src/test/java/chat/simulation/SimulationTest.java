package chat.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import chat.simulation.Simulation.Result;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The delivery contract under faults: see docs/simulation.md. */
class SimulationTest {
  @Test
  void everyPromiseIsKept() {
    Optional<Long> alone = Optional.ofNullable(Long.getLong("simulation.seed"));
    alone.ifPresentOrElse(SimulationTest::replay, SimulationTest::runMany);
  }

  private static void replay(long seed) {
    Result result = Simulation.run(seed, Build.PRODUCT, true);
    result.history().forEach(System.out::println);
    assertEquals(List.of(), result.violations(), "seed " + seed);
  }

  private static void runMany() {
    Campaign campaign = Campaign.of(Build.PRODUCT, 1, Integer.getInteger("simulation.runs", 10_000));
    System.out.println(campaign.summary());
    campaign.failure().ifPresent(failure -> fail(failure.report()));
  }

  @Test
  void theSameSeedGivesTheSameHistory() {
    for (long seed = 1; seed <= 20; seed++) {
      assertEquals(Simulation.run(seed, Build.PRODUCT, true).history(),
          Simulation.run(seed, Build.PRODUCT, true).history(), "seed " + seed);
    }
  }
}
