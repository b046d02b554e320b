package chat.session;

import static chat.session.SessionFixture.ALICE;
import static chat.session.SessionFixture.caller;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.identity.Accounts;
import chat.identity.Admission;
import chat.identity.Admission.Verdict;
import chat.model.Account;
import chat.model.ConnectionId;
import chat.model.Presence;
import chat.model.Reach;
import chat.model.Socket;
import chat.model.Standing;
import chat.model.UserId;
import chat.presence.Connect;
import chat.presence.InMemoryWatches;
import chat.presence.Leave;
import chat.presence.Presences;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuspendTest {
  private static final ConnectionId SOCKET = new ConnectionId("s1");

  private final SessionFixture session = new SessionFixture();
  private final Suspend suspend = new Suspend(session.accounts, session.endSockets(),
      session.registerDevice());

  @Test
  void openSocketsEndAndNoneOpensUntilTheUserIsRestored() {
    session.connect("phone", "p1");
    assertTrue(suspend.suspend(ALICE));
    assertTrue(suspend.suspend(ALICE));
    assertEquals(Set.of(), session.open);
    assertEquals(Map.of(new ConnectionId("p1"), "{\"event\":\"ended\",\"reason\":\"SUSPENDED\"}"), session.goodbyes);
    assertEquals(Verdict.SUSPENDED, session.connect("phone", "p2"));
    assertTrue(suspend.restore(ALICE));
    assertEquals(Verdict.ADMITTED, session.connect("phone", "p3"));
  }

  @Test
  void whoIsSuspendedIsToldNothing() {
    session.register("phone");
    suspend.suspend(ALICE);
    assertEquals(Set.of(), session.pushService.owners.keySet());
  }

  @Test
  void theDeletedAreNeitherSuspendedNorRestored() {
    session.accounts.setStanding(ALICE, Standing.DELETED);
    assertFalse(suspend.suspend(ALICE));
    assertFalse(suspend.restore(ALICE));
  }

  /** Every order of the connection's three steps (note, look, open) and the suspension's two (write, look). */
  static Stream<String> orders() {
    return Stream.of("CCCSS", "CCSCS", "CSCCS", "SCCCS", "CCSSC", "CSCSC", "SCCSC", "CSSCC", "SCSCC", "SSCCC");
  }

  /** Whoever waits for a socket to open or not waits until its handshake is over, as it is within ten seconds. */
  @ParameterizedTest
  @MethodSource("orders")
  void whoConnectsMeanwhileIsNotConnectedAfterwards(String order) {
    Turns turns = new Turns(order);
    OpenSocket openSocket = new OpenSocket(
        new Connect(turns.presences('C'), new InMemoryWatches(), (_, _) -> {}, SessionFixture.LEASE, () -> session.now),
        turns.presences('C'), new Admission(turns.accounts('C')), session.endSockets());
    CompletableFuture<Void> connecting = CompletableFuture.runAsync(() -> {
      Verdict verdict = openSocket.open(caller("phone"), SOCKET);
      turns.take('C', () -> verdict == Verdict.ADMITTED && session.open.add(SOCKET));
    });
    session.backoff = _ -> {
      connecting.join();
      session.now = session.now.plusSeconds(1);
    };
    new Suspend(turns.accounts('S'),
        new EndSockets(turns.presences('S'), new Leave(turns.presences('S'), SessionFixture.LEASE, () -> session.now),
            session, lost -> session.backoff.standBack(lost), () -> session.now),
        session.registerDevice())
        .suspend(ALICE);
    connecting.join();
    assertEquals(Set.of(), session.open);
    assertEquals(Set.of(), session.noted());
  }

  /** Lets two go on in turns, in a given order, and freely when it is over. */
  private final class Turns {
    private final Deque<Character> order = new ArrayDeque<>();

    private Turns(String order) {
      order.chars().forEach(turn -> this.order.add((char) turn));
    }

    private Presences presences(char who) {
      return new Presences() {
        @Override
        public Presence touch(UserId userId, ConnectionId connectionId, Socket socket, Optional<Instant> lastActiveAt,
            Optional<Instant> checkAt, Collection<ConnectionId> lapsed) {
          return take(who,
              () -> session.presences.touch(userId, connectionId, socket, lastActiveAt, checkAt, lapsed));
        }

        @Override
        public Optional<Presence> keep(UserId userId, ConnectionId connectionId, Socket socket,
            Optional<Instant> lastActiveAt, Optional<Instant> checkAt, Collection<ConnectionId> lapsed) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Presence> leave(UserId userId, ConnectionId connectionId, Instant now, Instant shownUntil) {
          return session.presences.leave(userId, connectionId, now, shownUntil);
        }

        @Override
        public void arm(UserId userId, Instant now, Instant checkAt) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void renew(UserId userId) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Presence setDoNotDisturb(UserId userId, boolean doNotDisturb) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void forget(UserId userId, ConnectionId connectionId) {
          session.presences.forget(userId, connectionId);
        }

        @Override
        public void shareReceipts(UserId userId, boolean shared) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void showTo(UserId userId, Reach seenBy) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void erase(UserId userId) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Presence> current(UserId userId) {
          return take(who, () -> session.presences.current(userId));
        }

        @Override
        public Map<UserId, Presence> current(Collection<UserId> userIds) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Map<UserId, Presence> find(Collection<UserId> userIds) {
          throw new UnsupportedOperationException();
        }
      };
    }

    private Accounts accounts(char who) {
      return new Accounts() {
        @Override
        public Account open(UserId userId) {
          return take(who, () -> session.accounts.open(userId));
        }

        @Override
        public boolean setStanding(UserId userId, Standing standing) {
          return take(who, () -> session.accounts.setStanding(userId, standing));
        }

        @Override
        public Map<UserId, Account> find(Collection<UserId> userIds) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void signOut(UserId userId, Instant at) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void setWriters(UserId userId, Reach writers) {
          throw new UnsupportedOperationException();
        }
      };
    }

    private <T> T take(char who, Supplier<T> step) {
      synchronized (session) {
        while (!order.isEmpty() && order.getFirst() != who) {
          try {
            session.wait();
          } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
          }
        }
        order.pollFirst();
        session.notifyAll();
        return step.get();
      }
    }
  }
}
