package chat.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds each of these within so many seeds. */
class PlantedBugTest {
  private static final int ENOUGH = 400;

  @ParameterizedTest
  @EnumSource
  void isFound(PlantedBug bug) {
    Campaign campaign = Campaign.of(bug.build(), 1, ENOUGH);
    assertTrue(campaign.failure().isPresent(), () -> bug + " was not found in " + ENOUGH + " runs.");
    campaign.failure().ifPresent(failure -> System.out.printf("%-32s seed %4d  %s%n", bug, failure.seed(),
        failure.violations().getFirst().promise()));
  }
}
