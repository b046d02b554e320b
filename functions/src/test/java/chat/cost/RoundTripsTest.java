package chat.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.TestApps;
import chat.aws.dynamodb.DynamoDbLocal;
import chat.delivery.ConnectionGateway.PostResult;
import chat.entrypoint.ChatApp;
import chat.identity.Caller;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SideBySide;
import chat.model.Change.React;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Content.Text;
import chat.model.DeviceId;
import chat.model.UserId;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.Send;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** How many remote calls lie one after the other between a frame and its delivery. */
class RoundTripsTest {
  private final UserId alice = new UserId("alice-" + UUID.randomUUID());
  private final UserId bob = new UserId("bob-" + UUID.randomUUID());
  private final RoundTrips roundTrips = new RoundTrips();
  private final List<Integer> posts = new ArrayList<>();
  private final ChatApp app = TestApps.on(new DynamoDbPorts(roundTrips.client(), (connectionId, frame) -> {
    posts.add(roundTrips.made());
    return PostResult.POSTED;
  }, roundTrips), 100);

  /** Side by side, the longer way counts. */
  private static final class RoundTrips implements SideBySide {
    private int made;

    private int made() {
      return ++made;
    }

    private DynamoDbClient client() {
      return (DynamoDbClient) Proxy.newProxyInstance(RoundTrips.class.getClassLoader(),
          new Class<?>[]{DynamoDbClient.class}, (proxy, method, arguments) -> {
            if (arguments != null && arguments[0] instanceof DynamoDbRequest
                && !method.getName().contains("Paginator")) {
              made++;
            } else if (method.isDefault()) {
              return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            try {
              return method.invoke(DynamoDbLocal.client(), arguments);
            } catch (InvocationTargetException failed) {
              throw failed.getCause();
            }
          });
    }

    @Override
    public <T> Supplier<T> start(Supplier<T> work) {
      int before = made;
      T result = work.get();
      int after = made;
      made = before;
      return () -> {
        made = Math.max(made, after);
        return result;
      };
    }
  }

  private void send(String id, long afterSeq, Content content) {
    roundTrips.made = 0;
    assertInstanceOf(Appended.class,
        app.sendMessage().send(alice, new ConnectionId("alice-phone"), ChannelId.direct(alice, bob),
            new Send(null, new ToUser(bob), new ClientMessageId(id), afterSeq, content)));
  }

  @Test
  void threeOnTheExpressLane() {
    app.openSocket().open(new Caller(bob, DeviceId.DEFAULT, app.clock().instant()), new ConnectionId("bob-phone"));
    app.openSocket().open(new Caller(bob, DeviceId.DEFAULT, app.clock().instant()), new ConnectionId("bob-laptop"));
    send("m1", 0, new Text("this one opens the channel"));
    posts.clear();
    send("m2", 1, new Text("hello"));
    assertEquals(List.of(3, 3), posts);
  }

  @Test
  void threeForAReactionToo() {
    app.openSocket().open(new Caller(bob, DeviceId.DEFAULT, app.clock().instant()), new ConnectionId("bob-phone"));
    send("m1", 0, new Text("this one opens the channel"));
    posts.clear();
    send("m2", 1, new React(1, "👍", false));
    assertEquals(List.of(3), posts);
  }
}
