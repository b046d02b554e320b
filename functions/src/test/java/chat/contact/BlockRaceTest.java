package chat.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.channel.Channels;
import chat.channel.Memberships;
import chat.entrypoint.ChatApp;
import chat.entrypoint.Ports;
import chat.identity.Accounts;
import chat.messaging.MessageLog;
import chat.messaging.SendOutcome;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.SendOutcome.Refused;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content.Text;
import chat.model.UserId;
import chat.wire.ClientAction.Destination;
import chat.wire.ClientAction.Destination.ToChannel;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.Send;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.IntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A block against a send, in every order of their calls: once the block has returned, no send comes through. */
class BlockRaceTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final ConnectionId SOCKET = new ConnectionId("socket=");
  private static final ChannelId DIRECT = ChannelId.direct(ALICE, BOB);
  private static final Set<Class<?>> STORES = Set.of(Channels.class, Memberships.class, MessageLog.class,
      Contacts.class,
      Accounts.class);
  /** More than a send makes. */
  private static final int CALLS = 16;

  /** One order, from the beginning. Before each call of the send's something may happen. */
  private static final class World {
    private final InMemoryPorts tables = new InMemoryPorts();
    private final ChatApp app = TestApps.on(tables, 100);
    private int calls;
    private int sends;

    private SendOutcome send(ChatApp by, UserId sender, Destination to) {
      sends++;
      return by.sendMessage().send(sender, SOCKET, DIRECT, new Send(null, to, new ClientMessageId("m" + sends),
          tables.messageLog().entries(DIRECT).size(), new Text("hello")));
    }

    private ChatApp disturbed(IntConsumer beforeCall) {
      return TestApps.on(proxy(Ports.class, tables, beforeCall), 100);
    }

    private <T> T proxy(Class<T> type, T target, IntConsumer beforeCall) {
      return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (_, method, arguments) -> {
        if (STORES.contains(type)) {
          beforeCall.accept(calls++);
        }
        try {
          Object result = method.invoke(target, arguments);
          return STORES.contains(method.getReturnType())
              ? store(method.getReturnType(), result, beforeCall)
              : result;
        } catch (InvocationTargetException failed) {
          throw failed.getCause();
        }
      }));
    }

    private <T> T store(Class<T> type, Object target, IntConsumer beforeCall) {
      return proxy(type, type.cast(target), beforeCall);
    }
  }

  /** Also when Alice blocks Bob while she herself writes to him with another device. */
  @ParameterizedTest
  @CsvSource({"bob,false", "alice,false", "bob,true", "alice,true"})
  void noSendComesThroughAfterABlock(String sender, boolean wasOpen) {
    UserId writer = new UserId(sender);
    UserId peer = writer.equals(ALICE) ? BOB : ALICE;
    int orders = 0;
    for (int first = 0; first < CALLS; first++) {
      for (int then = first; then < CALLS; then++) {
        World world = new World();
        if (wasOpen) {
          assertInstanceOf(Appended.class, world.send(world.app, BOB, new ToUser(ALICE)));
        }
        int noted = first;
        int returned = then;
        SendOutcome outcome = world.send(world.disturbed(call -> {
          if (call == noted) {
            world.tables.contacts().change(ALICE, BOB, pair -> pair.blocked(InMemoryPorts.NOW));
          }
          if (call == returned) {
            world.app.block().block(ALICE, BOB);
          }
        }), writer, new ToUser(peer));
        if (world.calls <= returned) {
          world.app.block().block(ALICE, BOB);
        }
        orders++;
        if (returned == 0) {
          assertEquals(new Refused(Reason.NOT_REACHABLE), outcome);
        }
        assertNothingPasses(world);
        world.app.block().unblock(ALICE, BOB);
        assertInstanceOf(Appended.class, world.send(world.app, ALICE, new ToUser(BOB)));
        assertInstanceOf(Appended.class, world.send(world.app, BOB, new ToUser(ALICE)));
      }
    }
    assertTrue(orders > 100);
  }

  private static void assertNothingPasses(World world) {
    int length = world.tables.messageLog().entries(DIRECT).size();
    for (UserId user : Set.of(ALICE, BOB)) {
      UserId other = user.equals(ALICE) ? BOB : ALICE;
      assertEquals(new Refused(Reason.NOT_REACHABLE), world.send(world.app, user, new ToUser(other)));
      assertInstanceOf(Refused.class, world.send(world.app, user, new ToChannel(DIRECT)));
    }
    assertEquals(length, world.tables.messageLog().entries(DIRECT).size());
  }
}
