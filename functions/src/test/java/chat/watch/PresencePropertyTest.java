package chat.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import chat.watch.PresenceWorld.Result;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** However calls interleave, fail and come twice: presence ends true, and nobody is told what was never so. */
class PresencePropertyTest {
  @Test
  void presenceEndsTrueAndNoWordIsWrong() {
    Optional<Long> alone = Optional.ofNullable(Long.getLong("presence.seed"));
    alone.ifPresentOrElse(PresencePropertyTest::replay, PresencePropertyTest::runMany);
  }

  private static void replay(long seed) {
    Result result = PresenceWorld.run(seed, PresenceBuild.PRODUCT, true);
    result.history().forEach(System.out::println);
    assertEquals(List.of(), result.violations(), "seed " + seed);
  }

  private static void runMany() {
    long runs = Integer.getInteger("presence.runs", 2_000);
    PresenceCampaign campaign = new PresenceCampaign(PresenceBuild.PRODUCT, runs);
    long start = System.nanoTime();
    campaign.run().ifPresent(failure -> fail(failure.report()));
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%d runs in %.1f s: %.0f a second, %d steps a run.%n", runs, seconds, runs / seconds,
        campaign.plans() / runs);
  }

  @Test
  void theSameSeedGivesTheSameHistory() {
    for (long seed = 1; seed <= 20; seed++) {
      assertEquals(PresenceWorld.run(seed, PresenceBuild.PRODUCT, true).history(),
          PresenceWorld.run(seed, PresenceBuild.PRODUCT, true).history(), "seed " + seed);
    }
  }
}
