package chat.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.TestApps;
import chat.aws.dynamodb.DynamoDbLocal;
import chat.aws.dynamodb.RequestUnits;
import chat.delivery.ConnectionGateway.PostResult;
import chat.entrypoint.ChatApp;
import chat.messaging.LogEntry;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SideBySide;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content.Text;
import chat.model.DeviceId;
import chat.model.PushPlatform;
import chat.model.UserId;
import chat.push.PushOrder;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.Send;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a notification uses, exactly. */
class PushCostTest {
  private final RequestUnits units = new RequestUnits(DynamoDbLocal.client());
  private final DynamoDbPorts ports = new DynamoDbPorts(units.client(), (_, _) -> PostResult.POSTED,
      SideBySide.on(Runnable::run));
  private final ChatApp app = TestApps.on(ports, 100);
  private final UserId alice = new UserId("alice-" + UUID.randomUUID());
  private final UserId bob = new UserId("bob-" + UUID.randomUUID());
  private long seq;

  private LogEntry sent() {
    LogEntry entry = assertInstanceOf(Appended.class, app.sendMessage().send(alice, null, ChannelId.direct(alice, bob),
        new Send(null, new ToUser(bob), new ClientMessageId("m" + seq), seq, new Text("hello")))).entry();
    seq = entry.message().seq();
    return entry;
  }

  private void register() {
    app.registerDevice().register(bob, new DeviceId("phone"), PushPlatform.APNS, "token-" + bob, "1", Locale.ENGLISH,
        true, Optional.empty());
  }

  private void assertUses(Bill expected) {
    int orders = ports.pushOrders.size();
    Bill used = Bill.units(units.take()).plus(Bill.messages(orders))
        .plus(Bill.notifications(ports.pushService.published.size()));
    ports.pushService.published.clear();
    assertEquals(expected, used);
  }

  private void follow(LogEntry entry) {
    units.take();
    app.fanOut().deliver(List.of(entry), Instant.MAX);
  }

  /** Besides the head, 1: the members 1, and the other's devices ½. */
  @Test
  void whoHasNoDeviceCostsALook() {
    follow(sent());
    assertUses(new Bill(0, 0, 0, 0, 1.5, 1, 0));
  }

  /**
   * The members 1, the devices ½ and the presence ½, a message. Then the devices 1, the membership 1, the entry 1, the
   * channel ½, the presence 1, the contact 1, the sender's name ½, and for the badge the channels ½ and ½ for each; the claim
   * and its end 2; and one call of SNS.
   */
  @Test
  void aNotificationHasItsPrice() {
    register();
    follow(sent());
    assertUses(new Bill(0, 0, 1, 3, 2, 1, 0));
    PushOrder order = ports.pushOrders.removeFirst();
    app.sendPush().send(order, false);
    assertUses(new Bill(0, 0, 0, 0, 7, 2, 1));
    Bill whole = new Bill(0, 0, 1, 3, 8, 2, 1);
    System.out.printf("a notification: %.2f dollars per million%n", whole.dollarsPerMillion());
  }

  /** Of the next one within the pause, an order waits: a claim that is refused 1, and a note 1. */
  @Test
  void whatComesSoonAfterCostsLess() {
    register();
    follow(sent());
    app.sendPush().send(ports.pushOrders.removeFirst(), false);
    follow(sent());
    PushOrder second = ports.pushOrders.removeFirst();
    follow(sent());
    PushOrder third = ports.pushOrders.removeFirst();
    ports.pushService.published.clear();
    units.take();
    app.sendPush().send(second, false);
    assertUses(new Bill(0, 0, 1, 3, 2, 2, 0));
    ports.pushOrders.clear();
    app.sendPush().send(third, false);
    assertUses(new Bill(0, 0, 0, 0, 2, 2, 0));
  }
}
