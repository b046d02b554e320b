package chat.entrypoint;

import chat.aws.sqs.PresenceOrderJson;
import chat.entrypoint.QueueEvent.QueueMessage;
import chat.presence.CheckPresence;
import chat.presence.PresenceOrder;
import chat.presence.PresenceOrder.Check;
import chat.presence.PresenceOrder.Meet;
import chat.presence.PresenceOrder.Settle;
import chat.presence.PresenceOrder.Tell;
import chat.watch.MeetContact;
import chat.watch.SettleWatches;
import chat.watch.TellWatchers;
import java.time.Instant;

/** Finds the silent, and sees that contacts watch each other. */
public final class PresenceHandler extends QueueHandler {
  private final SettleWatches settleWatches;
  private final CheckPresence checkPresence;
  private final MeetContact meetContact;
  private final TellWatchers tellWatchers;

  public PresenceHandler() {
    this(ChatApp.inLambda());
  }

  public PresenceHandler(ChatApp app) {
    super(app);
    this.settleWatches = app.settleWatches();
    this.checkPresence = app.checkPresence();
    this.meetContact = app.meetContact();
    this.tellWatchers = app.tellWatchers();
  }

  @Override
  void carryOut(QueueMessage message, Instant deadline) {
    PresenceOrder order = PresenceOrderJson.decode(message.body());
    switch (order) {
      // the first try may have ended half way, with some pairs parted: then nothing less will do
      case Check check when message.receives() > 1 -> settleWatches.settleAgain(new Settle(check.userId(), null, null));
      case Check check -> checkPresence.check(check);
      case Settle settle when message.receives() > 1 -> settleWatches.settleAgain(settle);
      case Settle settle -> settleWatches.settle(settle);
      case Meet meet -> meetContact.meet(meet);
      case Tell tell -> tellWatchers.tellAgain(tell);
    }
  }
}
