package chat.session;

import static chat.session.SessionFixture.ALICE;
import static chat.session.SessionFixture.T0;
import static chat.session.SessionFixture.caller;
import static chat.session.SessionFixture.sockets;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.identity.Admission.Verdict;
import chat.model.ConnectionId;
import chat.model.Limits;
import chat.model.Standing;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenSocketTest {
  private final SessionFixture session = new SessionFixture();

  @Test
  void whoMayComeInIsNoted() {
    assertEquals(Verdict.ADMITTED, session.connect("phone", "p1"));
    assertEquals(sockets("p1"), session.noted());
  }

  @Test
  void whoMayNotIsForgotten() {
    session.accounts.setStanding(ALICE, Standing.SUSPENDED);
    assertEquals(Verdict.SUSPENDED, session.connect("phone", "p1"));
    session.accounts.setStanding(ALICE, Standing.ACTIVE);
    session.accounts.signOut(ALICE, T0);
    assertEquals(Verdict.SIGNED_OUT, session.connect("phone", "p2"));
    session.accounts.setStanding(ALICE, Standing.DELETED);
    assertEquals(Verdict.DELETED, session.connect("phone", "p3"));
    assertEquals(Set.of(), session.noted());
  }

  /** The first device has come back meanwhile, so the second is the one that has not come for the longest time. */
  @Test
  void oneDeviceTooManyDisplacesTheOneThatCameLongestAgo() {
    for (int device = 1; device <= Limits.DEVICES; device++) {
      session.connect("device" + device, "d" + device);
    }
    session.connect("device2", "d2-again");
    session.connect("device1", "d1-again");
    session.connect("device2", "d2-once-more");
    assertEquals(Map.of(), session.goodbyes);
    session.connect("newcomer", "n1");
    assertEquals(Map.of(new ConnectionId("d3"), "{\"event\":\"ended\",\"reason\":\"DISPLACED\"}"), session.goodbyes);
    assertEquals(session.open, session.noted());
    session.connect("another", "a1");
    assertEquals(sockets("d3", "d4"), session.goodbyes.keySet());
  }

  /** A client that comes again and again without closing must not make every message dearer. */
  @Test
  void ofOneDeviceTheNewestSocketsStay() {
    for (int socket = 1; socket <= Limits.SOCKETS_OF_A_DEVICE + 2; socket++) {
      session.connect("phone", "p" + socket);
    }
    assertEquals(sockets("p1", "p2"), session.goodbyes.keySet());
    assertEquals(session.open, session.noted());
  }

  @Test
  void allSocketsOfADisplacedDeviceEnd() {
    session.connect("old", "o1");
    session.connect("old", "o2");
    for (int device = 1; device <= Limits.DEVICES; device++) {
      session.connect("device" + device, "d" + device);
    }
    assertEquals(sockets("o1", "o2"), session.goodbyes.keySet());
  }

  @Test
  void aDisplacedSocketThatCannotBeClosedIsTriedAgainWithTheNextDevice() {
    session.connect("old", "o1");
    session.unclosable.add(new ConnectionId("o1"));
    for (int device = 1; device <= Limits.DEVICES; device++) {
      assertEquals(Verdict.ADMITTED, session.connect("device" + device, "d" + device));
    }
    assertEquals(Limits.DEVICES + 1, session.open.size());
    session.connect("newcomer", "n1");
    assertEquals(Limits.DEVICES, session.open.size());
    assertEquals(session.open, session.noted());
  }

  @Test
  void aSocketThatHadBeenForgottenStaysOnlyIfItsUserMay() {
    session.connect("phone", "p1");
    session.openSocket().confirm(caller("phone"), new ConnectionId("p1"));
    assertEquals(sockets("p1"), session.open);
    session.presences.forget(ALICE, new ConnectionId("p1"));
    new Suspend(session.accounts, session.endSockets(), session.registerDevice()).suspend(ALICE);
    assertEquals(sockets("p1"), session.open);
    session.openSocket().confirm(caller("phone"), new ConnectionId("p1"));
    assertEquals(Set.of(), session.open);
    assertEquals(Set.of(), session.noted());
  }
}
