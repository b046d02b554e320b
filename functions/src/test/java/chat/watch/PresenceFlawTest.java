package chat.watch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.watch.PresenceCampaign.Failure;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The runs find each of these within so many seeds. */
class PresenceFlawTest {
  private static final int ENOUGH = 400;

  @ParameterizedTest
  @EnumSource
  void isFound(PresenceFlaw flaw) {
    Optional<Failure> failure = new PresenceCampaign(flaw.build(), ENOUGH).run();
    assertTrue(failure.isPresent(), () -> flaw + " was not found in " + ENOUGH + " runs.");
    failure.ifPresent(found -> System.out.printf("%-28s seed %4d  %s%n", flaw, found.seed(),
        found.violations().getFirst()));
  }
}
