package chat.entrypoint;

import chat.aws.AwsClients;
import chat.aws.jwt.JwksTokenVerifier;
import chat.channel.ListMembers;
import chat.channel.OpenDirectChannel;
import chat.delivery.Acknowledge;
import chat.delivery.Audience;
import chat.delivery.Courier;
import chat.delivery.Deliver;
import chat.delivery.DirectLane;
import chat.delivery.FanOut;
import chat.delivery.Repair;
import chat.delivery.Shipment;
import chat.delivery.TellTyping;
import chat.group.ChangeChannel;
import chat.group.CreateGroup;
import chat.group.JoinGroup;
import chat.group.ManageInvites;
import chat.identity.TokenVerifier;
import chat.messaging.Amend;
import chat.messaging.AppendMessage;
import chat.messaging.JitteredBackoff;
import chat.messaging.ReadHistory;
import chat.messaging.SendMessage;
import chat.messaging.Sync;
import chat.presence.Connect;
import chat.presence.Disconnect;
import chat.presence.Heartbeat;
import chat.presence.ReceiptPrivacy;
import java.time.InstantSource;

/** The wiring, by hand. Each handler takes its use cases from here, so a function builds only what it needs. */
public final class ChatApp {
  private final Settings settings;
  private final Ports ports;

  public ChatApp(Settings settings, Ports ports) {
    this.settings = settings;
    this.ports = ports;
  }

  public static ChatApp onAws(Settings settings, AwsClients clients) {
    return new ChatApp(settings, new AwsPorts(settings, clients));
  }

  /** The app of a Lambda execution environment. */
  static ChatApp inLambda() {
    Settings settings = Settings.from(System.getenv());
    return onAws(settings, AwsClients.inLambda(settings.connectionsEndpoint()));
  }

  public InstantSource clock() {
    return ports.clock();
  }

  public TokenVerifier tokenVerifier() {
    return new JwksTokenVerifier(settings.tokenJwksUri(), settings.tokenIssuer(), settings.tokenAudience());
  }

  public Connect connect() {
    return new Connect(ports.presences(), settings.lease(), ports.clock());
  }

  public Disconnect disconnect() {
    return new Disconnect(ports.presences());
  }

  public Heartbeat heartbeat() {
    return new Heartbeat(ports.presences(), settings.lease(), ports.clock());
  }

  public SendMessage sendMessage() {
    DirectLane lane = new DirectLane(settings.expressMembers(), audience(), shipment(), ports.clock());
    return new SendMessage(ports.memberships(), new OpenDirectChannel(ports.channels(), ports.memberships()),
        ports.messageLog(), appendMessage(), lane, ports.sideBySide());
  }

  public CreateGroup createGroup() {
    return new CreateGroup(appendMessage());
  }

  public JoinGroup joinGroup() {
    return new JoinGroup(ports.channels(), ports.memberships(), ports.invites(), ports.messageLog(), appendMessage(),
        ports.clock());
  }

  public ChangeChannel changeChannel() {
    return new ChangeChannel(ports.channels(), ports.memberships(), ports.messageLog(), appendMessage());
  }

  public ManageInvites manageInvites() {
    return new ManageInvites(ports.memberships(), ports.invites(), ports.clock(), ports.random());
  }

  public Sync sync() {
    return new Sync(ports.memberships(), ports.channels(), ports.messageLog(), receiptPrivacy());
  }

  public ReadHistory readHistory() {
    return new ReadHistory(ports.memberships(), ports.messageLog());
  }

  public ListMembers listMembers() {
    return new ListMembers(ports.memberships(), receiptPrivacy());
  }

  public ReceiptPrivacy receiptPrivacy() {
    return new ReceiptPrivacy(ports.presences());
  }

  public Acknowledge acknowledge() {
    return new Acknowledge(ports.memberships(), ports.messageLog(), audience(), courier(), ports.sideBySide());
  }

  public TellTyping tellTyping() {
    return new TellTyping(ports.memberships(), audience(), courier());
  }

  public FanOut fanOut() {
    return new FanOut(ports.memberships(), ports.channels(), new Amend(ports.messageLog(), ports.channels()),
        shipment());
  }

  public Repair repair() {
    return new Repair(ports.memberships(), ports.messageLog(), shipment(), ports.deliveryQueue(), ports.clock());
  }

  public Deliver deliver() {
    return new Deliver(ports.messageLog(), shipment(), repair());
  }

  private AppendMessage appendMessage() {
    return new AppendMessage(ports.messageLog(), new JitteredBackoff(ports.random()), ports.clock());
  }

  private Audience audience() {
    return new Audience(ports.presences(), ports.clock());
  }

  private Courier courier() {
    return new Courier(ports.connections(), ports.presences(), ports.clock(), ports.sideBySide());
  }

  private Shipment shipment() {
    return new Shipment(audience(), courier(), ports.deliveryQueue());
  }
}
