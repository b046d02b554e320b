package chat.entrypoint;

import chat.aws.AwsClients;
import chat.aws.jwt.JwksTokenVerifier;
import chat.channel.FindConversation;
import chat.channel.ListMembers;
import chat.channel.MuteChannel;
import chat.channel.OpenDirectChannel;
import chat.contact.Block;
import chat.contact.ChangePrivacy;
import chat.contact.FindPerson;
import chat.contact.ListContacts;
import chat.contact.PresencePrivacy;
import chat.contact.Reachability;
import chat.contact.RemoveContact;
import chat.contact.RequestContact;
import chat.delivery.Acknowledge;
import chat.delivery.Audience;
import chat.delivery.Courier;
import chat.delivery.Deliver;
import chat.delivery.DirectLane;
import chat.delivery.FanOut;
import chat.delivery.Repair;
import chat.delivery.Shipment;
import chat.delivery.TellTyping;
import chat.erasure.DeleteAccount;
import chat.erasure.EraseAccount;
import chat.erasure.ErasePerson;
import chat.erasure.EraseSpeech;
import chat.export.ExportData;
import chat.group.ChangeChannel;
import chat.group.CreateGroup;
import chat.group.JoinGroup;
import chat.group.ManageInvites;
import chat.identity.Admission;
import chat.identity.Authenticate;
import chat.identity.IssueTicket;
import chat.identity.TokenVerifier;
import chat.limit.Throttle;
import chat.messaging.Amend;
import chat.messaging.AppendMessage;
import chat.messaging.AssumeCursor;
import chat.messaging.JitteredBackoff;
import chat.messaging.ReadHistory;
import chat.messaging.SendMessage;
import chat.messaging.SideBySide;
import chat.messaging.Sync;
import chat.people.ChangeProfile;
import chat.people.OwnProfile;
import chat.people.RemoveProfile;
import chat.people.SearchPeople;
import chat.presence.CheckPresence;
import chat.presence.Connect;
import chat.presence.Disconnect;
import chat.presence.Heartbeat;
import chat.presence.Leave;
import chat.presence.Presences;
import chat.presence.ReceiptPrivacy;
import chat.presence.Sight;
import chat.presence.SignOfLife;
import chat.push.OrderPushes;
import chat.push.RegisterDevice;
import chat.push.SendPush;
import chat.report.ReportMessage;
import chat.report.ReportUser;
import chat.session.EndSockets;
import chat.session.OpenSocket;
import chat.session.SignOut;
import chat.session.Suspend;
import chat.watch.ChangeStatus;
import chat.watch.FindOnlineMembers;
import chat.watch.MeetContact;
import chat.watch.SettleWatches;
import chat.watch.TellWatchers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The wiring, by hand. Each handler takes its use cases from here, so a function builds only what it needs. */
public final class ChatApp {
  /** Between tries to close a socket. */
  private static final Duration LEAST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

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
  public static ChatApp inLambda() {
    Settings settings = Settings.from(System.getenv());
    return onAws(settings, AwsClients.inLambda(settings.connectionsEndpoint()));
  }

  public SideBySide sideBySide() {
    return ports.sideBySide();
  }

  public InstantSource clock() {
    return ports.clock();
  }

  public RandomGenerator random() {
    return ports.random();
  }

  private TokenVerifier tokenVerifier() {
    return new JwksTokenVerifier(settings.tokenJwksUri(), settings.tokenIssuer(), settings.tokenAudience());
  }

  public Authenticate authenticate() {
    return new Authenticate(tokenVerifier(), ports.tickets(), ports.clock());
  }

  public IssueTicket issueTicket() {
    return new IssueTicket(ports.tickets(), ports.clock(), ports.random());
  }

  public Admission admission() {
    return new Admission(ports.accounts());
  }

  public OpenSocket openSocket() {
    return new OpenSocket(connect(), ports.presences(), admission(), endSockets());
  }

  public EndSockets endSockets() {
    return new EndSockets(ports.presences(), leave(), ports.connections(),
        new JitteredBackoff(ports.random(), LEAST_PAUSE, LONGEST_PAUSE), ports.clock());
  }

  public Presences presences() {
    return ports.presences();
  }

  public SignOut signOut() {
    return new SignOut(ports.accounts(), endSockets(), registerDevice(), ports.clock());
  }

  public Suspend suspend() {
    return new Suspend(ports.accounts(), endSockets(), registerDevice());
  }

  /** It remembers whom it met, so an execution environment keeps it. */
  public Throttle throttle() {
    return new Throttle(ports.rateLimits(), ports.clock(), ports.random());
  }

  public Disconnect disconnect() {
    return new Disconnect(leave(), ports.watches(), ports.presenceQueue(), settings.lease(), ports.clock());
  }

  public Heartbeat heartbeat() {
    return new Heartbeat(signOfLife(), ports.presences(), sight(), ports.clock());
  }

  public SignOfLife signOfLife() {
    return new SignOfLife(ports.presences(), ports.watches(), ports.presenceQueue(), settings.lease(), ports.clock());
  }

  private Connect connect() {
    return new Connect(ports.presences(), ports.watches(), ports.presenceQueue(), settings.lease(), ports.clock());
  }

  private Leave leave() {
    return new Leave(ports.presences(), settings.lease(), ports.clock());
  }

  private Sight sight() {
    return new PresencePrivacy(ports.contacts());
  }

  public CheckPresence checkPresence() {
    return new CheckPresence(ports.presences(), ports.watches(), ports.presenceQueue(), ports.clock());
  }

  public SettleWatches settleWatches() {
    return new SettleWatches(ports.presences(), ports.contacts(), ports.watches(), checkPresence(),
        ports.presenceQueue(), audience(), courier(), settings.lease(), ports.clock());
  }

  public MeetContact meetContact() {
    return new MeetContact(ports.presences(), ports.contacts(), ports.watches(), checkPresence(), ports.presenceQueue(),
        ports.clock());
  }

  public TellWatchers tellWatchers() {
    return new TellWatchers(ports.presences(), ports.contacts(), ports.watches(), ports.presenceQueue(), audience(),
        courier(), settings.lease(), ports.clock(), ports.sideBySide());
  }

  public ChangeStatus changeStatus() {
    return new ChangeStatus(ports.presences(), ports.watches(), ports.presenceQueue(), audience(), courier(),
        settings.lease(), ports.clock());
  }

  public FindOnlineMembers findOnlineMembers() {
    return new FindOnlineMembers(ports.memberships(), ports.presences(), sight(), ports.clock());
  }

  public SendMessage sendMessage() {
    DirectLane lane = new DirectLane(settings.expressMembers(), audience(), shipment(), ports.clock());
    return new SendMessage(ports.memberships(), new OpenDirectChannel(ports.channels(), ports.memberships()),
        reachability(), ports.messageLog(), appendMessage(), lane, throttle(), ports.sideBySide());
  }

  public CreateGroup createGroup() {
    return new CreateGroup(appendMessage(), reachability(), throttle());
  }

  public JoinGroup joinGroup() {
    return new JoinGroup(ports.channels(), ports.memberships(), ports.invites(), ports.messageLog(), appendMessage(),
        ports.clock());
  }

  public ChangeChannel changeChannel() {
    return new ChangeChannel(ports.channels(), ports.memberships(), ports.messageLog(), appendMessage(),
        reachability());
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

  public FindConversation findConversation() {
    return new FindConversation(ports.channels(), ports.memberships(), receiptPrivacy());
  }

  public MuteChannel muteChannel() {
    return new MuteChannel(ports.memberships());
  }

  public AssumeCursor assumeCursor() {
    return new AssumeCursor(ports.messageLog());
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
        shipment(), orderPushes());
  }

  private OrderPushes orderPushes() {
    return new OrderPushes(ports.pushDevices(), ports.presences(), ports.pushQueue(), ports.clock());
  }

  public SendPush sendPush() {
    return new SendPush(ports.pushDevices(), ports.pushLog(), ports.pushService(), ports.pushQueue(),
        ports.memberships(), ports.messageLog(), ports.channels(), ports.contacts(), ports.profiles(),
        ports.presences(), ports.clock());
  }

  public Repair repair() {
    return new Repair(ports.memberships(), ports.messageLog(), shipment(), ports.deliveryQueue(), orderPushes(),
        ports.clock());
  }

  public Deliver deliver() {
    return new Deliver(ports.messageLog(), shipment(), repair(), ports.memberships(), orderPushes());
  }

  public OwnProfile ownProfile() {
    return new OwnProfile(ports.profiles(), ports.clock());
  }

  public ChangeProfile changeProfile() {
    return new ChangeProfile(ports.profiles(), ports.clock());
  }

  public RemoveProfile removeProfile() {
    return new RemoveProfile(ports.profiles(), ports.clock());
  }

  public SearchPeople searchPeople() {
    return new SearchPeople(ports.profiles());
  }

  public FindPerson findPerson() {
    return new FindPerson(ports.profiles(), ports.contacts());
  }

  public RequestContact requestContact() {
    return new RequestContact(ports.contacts(), ports.presenceQueue(), ports.clock());
  }

  public RemoveContact removeContact() {
    return new RemoveContact(ports.contacts(), ports.presenceQueue(), ports.clock());
  }

  public ListContacts listContacts() {
    return new ListContacts(ports.contacts(), ports.profiles());
  }

  public Block block() {
    return new Block(ports.contacts(), ports.memberships(), ports.presenceQueue(), ports.clock());
  }

  public ChangePrivacy changePrivacy() {
    return new ChangePrivacy(ports.accounts(), ports.presences(), ports.presenceQueue());
  }

  public DeleteAccount deleteAccount() {
    return new DeleteAccount(ports.accounts(), endSockets(), ports.erasures(), ports.clock());
  }

  public EraseAccount eraseAccount() {
    ErasePerson erasePerson = new ErasePerson(removeProfile(), ports.contacts(), ports.presences(),
        ports.presenceQueue(), registerDevice(), ports.rateLimits(), ports.reports(), ports.clock());
    EraseSpeech eraseSpeech = new EraseSpeech(ports.memberships(), ports.channels(), ports.messageLog(),
        changeChannel(), new Amend(ports.messageLog(), ports.channels()), ports.clock());
    return new EraseAccount(ports.accounts(), endSockets(), erasePerson, eraseSpeech, ports.erasures());
  }

  public ExportData exportData() {
    return new ExportData(ports.accounts(), ports.profiles(), ports.presences(), ports.pushDevices(),
        ports.contacts(), ports.reports(), ports.memberships(), ports.channels(), ports.messageLog(), throttle());
  }

  private Reachability reachability() {
    return new Reachability(ports.contacts(), ports.accounts());
  }

  public RegisterDevice registerDevice() {
    return new RegisterDevice(ports.pushDevices(), ports.pushService());
  }

  public ReportUser reportUser() {
    return new ReportUser(ports.reports(), throttle(), ports.clock());
  }

  public ReportMessage reportMessage() {
    return new ReportMessage(ports.memberships(), ports.messageLog(), ports.reports(), throttle(), ports.clock());
  }

  private AppendMessage appendMessage() {
    return new AppendMessage(ports.messageLog(), new JitteredBackoff(ports.random()), ports.clock());
  }

  private Audience audience() {
    return new Audience(ports.presences(), ports.clock());
  }

  private Courier courier() {
    return new Courier(ports.connections(), leave(), ports.clock(), ports.sideBySide());
  }

  private Shipment shipment() {
    return new Shipment(audience(), courier(), ports.deliveryQueue());
  }
}
