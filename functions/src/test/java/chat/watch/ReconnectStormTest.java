package chat.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.PresenceState;
import chat.simulation.Timeline;
import chat.watch.Crowd.Member;
import java.time.Duration;
import java.util.IntSummaryStatistics;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** Many who come back at once: what each takes is bounded, and nobody ends wrong. */
class ReconnectStormTest {
  private static final int USERS = 5_000;
  private static final int CONTACTS = 50;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SETTLING = Duration.ofSeconds(30);
  /** A word every window of the stream while the others come, one frame of a snapshot, and two to spare. */
  private static final int MOST_FRAMES = 60 / 5 + 1 + 2;

  private final Crowd crowd = new Crowd(1, USERS);

  private void comeInWithin(Duration time) {
    crowd.members.forEach(member -> crowd.in(crowd.chance().between(0, Timeline.micros(time)), member::comeIn));
  }

  /** Of half of them nobody tells. */
  private void loseAll() {
    for (int index = 0; index < crowd.members.size(); index++) {
      crowd.members.get(index).goOut(index % 2 == 0);
    }
  }

  private IntSummaryStatistics all(ToIntFunction<Member> number) {
    return crowd.members.stream().mapToInt(number).summaryStatistics();
  }

  private void print(String what) {
    System.out.printf("%s: frames a user %.1f, at most %d; words in them %d; orders a user %.1f, at most %d%n", what,
        all(member -> member.frames).getAverage(), all(member -> member.frames).getMax(),
        all(member -> member.words).getSum(), all(member -> member.ordersPut).getAverage(),
        all(member -> member.ordersPut).getMax());
  }

  @Test
  void fiveThousandComeBackAtOnce() {
    crowd.befriend(CONTACTS);
    assertTrue(all(member -> member.contacts.size()).getAverage() > CONTACTS - 1);
    comeInWithin(MINUTE);
    crowd.pass(MINUTE.plus(SETTLING));
    print("the first time");
    assertEquals(0, crowd.wrong());

    crowd.forgetCounts();
    loseAll();
    comeInWithin(Crowd.LEASE.grace().minusSeconds(2));
    crowd.pass(MINUTE);
    print("within the grace time");
    assertEquals(0, crowd.wrong());
    crowd.members.forEach(member -> {
      assertEquals(1, member.frames, "nothing but the snapshot");
      assertEquals(member.contacts.size() + 1, member.words);
    });

    // the sockets that were lost without a word are forgotten by then
    crowd.pass(Crowd.LEASE.length().multipliedBy(2));
    crowd.forgetCounts();
    loseAll();
    crowd.pass(Crowd.LEASE.length().plus(Crowd.LEASE.grace()).plus(SETTLING));
    crowd.members.forEach(member -> assertEquals(PresenceState.OFFLINE, crowd.state(member)));
    assertEquals(0, all(member -> member.frames).getSum());
    print("all gone");

    crowd.forgetCounts();
    comeInWithin(MINUTE);
    crowd.pass(MINUTE.plus(SETTLING));
    print("after the grace time");
    assertEquals(0, crowd.wrong());
    crowd.members.forEach(member -> assertEquals(PresenceState.ONLINE, crowd.state(member)));
    assertTrue(all(member -> member.frames).getMax() <= MOST_FRAMES);
    long pairs = all(member -> member.contacts.size()).getSum();
    assertTrue(all(member -> member.frames).getSum() < pairs / 3, "far below a frame for each of " + pairs);
    assertTrue(all(member -> member.ordersPut).getMax() <= 5);
  }

  @Test
  void whoHasThousandsOfContactsComesInPageByPage() {
    Member popular = crowd.members.getFirst();
    crowd.members.stream().skip(1).limit(3_000).forEach(other -> crowd.befriend(popular, other));
    crowd.members.stream().skip(1).limit(3_000)
        .forEach(member -> crowd.in(crowd.chance().between(0, Timeline.micros(MINUTE)), member::comeIn));
    crowd.pass(MINUTE.plus(SETTLING));
    crowd.forgetCounts();
    popular.comeIn();
    crowd.pass(SETTLING);
    assertEquals(0, crowd.wrong());
    int page = 250;
    System.out.printf("3,000 contacts: %d orders, at most %d rows in one, %d frames to the one who came%n",
        popular.ordersPut, crowd.largestOrder, popular.frames);
    assertTrue(crowd.largestOrder <= 2 * page, "both rows of each contact of a page");
    assertEquals(3_000 / page + 1, popular.ordersPut - 1, "a page each, and the message that finds the silent");
    assertEquals(3_000, crowd.members.stream().skip(1).mapToInt(member -> member.frames).sum());
  }
}
