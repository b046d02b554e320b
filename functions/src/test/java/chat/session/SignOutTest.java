package chat.session;

import static chat.session.SessionFixture.ALICE;
import static chat.session.SessionFixture.sockets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.identity.Admission.Verdict;
import chat.model.ConnectionId;
import chat.model.DeviceId;
import chat.model.UserId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignOutTest {
  private static final ConnectionId PHONE = new ConnectionId("p1");

  private final SessionFixture session = new SessionFixture();
  private final SignOut signOut = new SignOut(session.accounts, session.endSockets(),
      session.registerDevice(), () -> session.now);

  @BeforeEach
  void connect() {
    session.connect("phone", "p1");
    session.connect("phone", "p2");
    session.connect("laptop", "l1");
  }

  @Test
  void aDeviceLosesItsSocketsAndNoOther() {
    signOut.device(ALICE, new DeviceId("phone"));
    assertEquals(sockets("l1"), session.open);
    assertEquals(sockets("l1"), session.noted());
    assertEquals(Set.of("{\"event\":\"ended\",\"reason\":\"SIGNED_OUT\"}"), Set.copyOf(session.goodbyes.values()));
    assertEquals(Verdict.ADMITTED, session.connect("phone", "p3"));
  }

  @Test
  void everywhereMeansAllSocketsAndAllOlderTokens() {
    signOut.everywhere(ALICE);
    assertEquals(Set.of(), session.open);
    assertEquals(Set.of(), session.noted());
    assertEquals(Verdict.SIGNED_OUT, session.connect("phone", "p3"));
  }

  @Test
  void whoSignedOutIsToldNothing() {
    session.register("phone");
    session.register("laptop");
    signOut.device(ALICE, new DeviceId("phone"));
    assertEquals(Set.of("laptop-token"), session.pushService.owners.keySet());
    signOut.everywhere(ALICE);
    assertEquals(Set.of(), session.pushService.owners.keySet());
    assertEquals(List.of(), session.pushDevices.current(ALICE));
  }

  @Test
  void aSocketThatCannotBeClosedIsTriedAgain() {
    session.unclosable.addAll(List.of(PHONE, PHONE));
    signOut.everywhere(ALICE);
    assertEquals(Set.of(), session.open);
    assertEquals(Set.of(), session.noted());
  }

  @Test
  void whatStaysOpenIsAFaultAndStaysNoted() {
    session.unclosable.addAll(Collections.nCopies(100, PHONE));
    assertThrows(IllegalStateException.class, () -> signOut.everywhere(ALICE));
    assertEquals(sockets("p1"), session.noted());
  }

  /** Its handshake was over long ago, so it cannot be one that is about to open. */
  @Test
  void aSocketThatWasLostIsForgotten() {
    session.open.remove(PHONE);
    session.now = session.now.plusSeconds(60);
    signOut.everywhere(ALICE);
    assertEquals(Set.of(), session.noted());
  }

  @Test
  void whoNeverCameHasNoSockets() {
    signOut.everywhere(new UserId("nobody"));
    assertEquals(sockets("p1", "p2", "l1"), session.open);
  }
}
