package chat.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.model.ChannelId;
import chat.model.DeviceId;
import chat.model.UserId;
import chat.push.PushLog.Claim;
import chat.push.PushLog.Claim.Granted;
import chat.push.PushLog.Place;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every push log does. */
public abstract class PushLogContract {
  private static final Instant T0 = Instant.parse("2026-11-25T10:00:00Z");

  private final UserId user = new UserId("user-" + UUID.randomUUID());
  private final Place place = new Place(user, new DeviceId("phone"),
      ChannelId.direct(user, new UserId("other")));

  protected abstract PushLog pushLog();

  private static Instant at(long second) {
    return T0.plusSeconds(second);
  }

  private Claim claim(long seq, long read, long second) {
    return pushLog().claim(place, seq, read, at(second), at(second + 70));
  }

  @Test
  void oneClaimantAtATime() {
    assertEquals(new Granted(5, 0), claim(5, 0, 0));
    assertEquals(new Claim.Taken(at(70)), claim(5, 0, 1));
    assertEquals(new Claim.Taken(at(70)), claim(6, 0, 69));
    assertEquals(new Granted(6, 0), claim(6, 0, 70));
  }

  @Test
  void whatIsGivenBackCanBeClaimed() {
    assertEquals(new Granted(5, 0), claim(5, 0, 0));
    pushLog().release(place);
    assertEquals(new Granted(5, 0), claim(5, 0, 1));
  }

  @Test
  void whatWasToldIsNotToldAgain() {
    claim(5, 0, 0);
    pushLog().told(place, 5, 1, at(10));
    assertEquals(new Claim.Told(), claim(5, 0, 20));
    assertEquals(new Claim.Told(), claim(4, 0, 20));
    assertEquals(new Granted(6, 1), claim(6, 0, 20));
  }

  @Test
  void theNextHasToWait() {
    claim(5, 0, 0);
    pushLog().told(place, 5, 1, at(10));
    assertEquals(new Claim.TooSoon(at(10)), claim(6, 4, 9));
    assertEquals(new Granted(6, 1), claim(6, 4, 10));
  }

  @Test
  void whoReadsIsToldAtOnceAgain() {
    claim(5, 0, 0);
    pushLog().told(place, 5, 3, at(10));
    assertEquals(new Granted(6, 0), claim(6, 5, 1));
  }

  @Test
  void oneOrderWaitsForAllThatComeMeanwhile() {
    claim(5, 0, 0);
    pushLog().told(place, 5, 1, at(10));
    assertTrue(pushLog().await(place, 6, at(10)));
    assertFalse(pushLog().await(place, 8, at(10)));
    assertFalse(pushLog().await(place, 7, at(10)));
    assertEquals(new Granted(8, 1), claim(6, 0, 10));
    pushLog().told(place, 8, 2, at(40));
    assertTrue(pushLog().await(place, 9, at(40)));
    assertEquals(new Granted(9, 2), claim(9, 0, 40));
  }

  @Test
  void devicesAndChannelsAreApart() {
    claim(5, 0, 0);
    Place other = new Place(user, new DeviceId("tablet"), place.channelId());
    assertEquals(new Granted(5, 0), pushLog().claim(other, 5, 0, at(0), at(70)));
    Place elsewhere = new Place(user, place.device(), ChannelId.direct(user, new UserId("third")));
    assertEquals(new Granted(5, 0), pushLog().claim(elsewhere, 5, 0, at(0), at(70)));
  }
}
