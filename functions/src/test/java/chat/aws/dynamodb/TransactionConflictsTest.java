package chat.aws.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.channel.CursorMove;
import chat.messaging.TestEntries;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Content;
import chat.model.Cursor;
import chat.model.Membership;
import chat.model.Role;
import chat.model.UserId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** DynamoDB Local raises no such conflict, so the client does. */
class TransactionConflictsTest {
  private final UserId alice = new UserId("alice-" + UUID.randomUUID());
  private final ChannelId direct = ChannelId.direct(alice, alice);
  private int conflicts = 3;
  private final DynamoDbClient client = (DynamoDbClient) Proxy.newProxyInstance(getClass().getClassLoader(),
      new Class<?>[]{DynamoDbClient.class}, (proxy, method, arguments) -> {
        if (method.getName().equals("updateItem") && conflicts-- > 0) {
          throw TransactionConflictException.builder().message("A transaction is under way.").build();
        }
        try {
          return method.invoke(DynamoDbLocal.client(), arguments);
        } catch (InvocationTargetException failed) {
          throw failed.getCause();
        }
      });
  private final DynamoChannels channels = new DynamoChannels(client, DynamoDbLocal.enhanced(), DynamoDbLocal.STAGE);
  private final DynamoMemberships memberships = new DynamoMemberships(client, DynamoDbLocal.enhanced(),
      DynamoDbLocal.STAGE);

  @Test
  void aHeadMovesAfterTheTransaction() {
    channels.openDirect(direct, new Channel.Kind.Direct(alice, alice));
    channels.advance(direct, 1, TestEntries.message(direct, 1, alice, new Content.Text("hello")).preview());
    assertEquals(1, channels.get(direct).orElseThrow().head());
  }

  @Test
  void aCursorMovesAfterTheTransaction() {
    memberships.addDirect(direct, alice);
    assertEquals(new CursorMove.Moved(new Membership(direct, alice, Role.MEMBER, 0, 1, 0, 1, 1)),
        memberships.advance(alice, new Cursor(direct, 1, 1)));
  }

  @Test
  void aConflictThatDoesNotEndIsAFault() {
    conflicts = Integer.MAX_VALUE;
    memberships.addDirect(direct, alice);
    assertThrows(TransactionConflictException.class, () -> memberships.advance(alice, new Cursor(direct, 1, 1)));
  }
}
