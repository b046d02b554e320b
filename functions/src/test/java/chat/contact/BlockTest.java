package chat.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.InMemoryPorts;
import chat.TestApps;
import chat.entrypoint.ChatApp;
import chat.messaging.LogEntry;
import chat.messaging.SendOutcome;
import chat.messaging.SendOutcome.Appended;
import chat.messaging.SendOutcome.Reason;
import chat.messaging.SendOutcome.Refused;
import chat.model.Change;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.ConnectionId;
import chat.model.Content;
import chat.model.Content.Text;
import chat.model.Cursor;
import chat.model.DeviceId;
import chat.model.GroupChange;
import chat.model.GroupSettings;
import chat.model.GroupSettings.History;
import chat.model.Membership;
import chat.model.PresenceState;
import chat.model.PrivacySettings;
import chat.model.Reach;
import chat.model.Sighting;
import chat.model.Standing;
import chat.model.UserId;
import chat.presence.TestSockets;
import chat.wire.ClientAction.Destination;
import chat.wire.ClientAction.Destination.ToChannel;
import chat.wire.ClientAction.Destination.ToNewGroup;
import chat.wire.ClientAction.Destination.ToUser;
import chat.wire.ClientAction.Send;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a block and the privacy settings keep away, and from whom: Bob is the one who is kept away from Alice. */
class BlockTest {
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final UserId CAROL = new UserId("carol");
  private static final ConnectionId SOCKET = new ConnectionId("socket=");
  private static final ChannelId DIRECT = ChannelId.direct(ALICE, BOB);
  private static final Text HELLO = new Text("hello");
  private static final Refused NOT_REACHABLE = new Refused(Reason.NOT_REACHABLE);

  private final InMemoryPorts ports = new InMemoryPorts();
  private final ChatApp app = TestApps.on(ports, 100);
  private final Map<ChannelId, Long> known = new HashMap<>();
  private int sent;

  private SendOutcome send(ChatApp by, UserId sender, Destination to, ChannelId channelId, Content content) {
    Send send = new Send(null, to, new ClientMessageId("m" + ++sent), known.getOrDefault(channelId, 0L), content);
    SendOutcome outcome = switch (content) {
      case GroupChange.Create create -> by.createGroup().create(sender, SOCKET, send.clientMessageId(), create);
      case GroupChange _,Change.Pin _ -> by.changeChannel().change(sender, SOCKET, channelId, send);
      default -> by.sendMessage().send(sender, SOCKET, channelId, send);
    };
    if (outcome instanceof Appended(LogEntry entry)) {
      known.put(entry.message().channelId(), entry.message().seq());
    }
    return outcome;
  }

  private SendOutcome toUser(UserId sender, UserId peer) {
    return send(app, sender, new ToUser(peer), ChannelId.direct(sender, peer), HELLO);
  }

  private SendOutcome toChannel(UserId sender, ChannelId channelId, Content content) {
    return send(app, sender, new ToChannel(channelId), channelId, content);
  }

  private void connect(UserId... users) {
    Stream.of(users).forEach(
        user -> TestSockets.open(ports.presences(), user, new ConnectionId(user + "-phone"), DeviceId.DEFAULT,
            ports.now));
  }

  private Set<String> heard() {
    Set<String> heard = ports.posted.keySet().stream().map(ConnectionId::value).collect(Collectors.toSet());
    ports.posted.clear();
    return heard;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100})
  void nothingPassesInTheirDirectChannel(int expressMembers) {
    ChatApp lane = TestApps.on(ports, expressMembers);
    assertInstanceOf(Appended.class, toUser(ALICE, BOB));
    app.block().block(ALICE, BOB);
    for (UserId sender : List.of(ALICE, BOB)) {
      UserId peer = sender.equals(ALICE) ? BOB : ALICE;
      for (Content content : List.of(HELLO, new Change.React(1, "👍", false), new Change.Edit(1, HELLO),
          new Change.Pin(1, false))) {
        assertEquals(NOT_REACHABLE, send(lane, sender, new ToUser(peer), DIRECT, content));
        assertEquals(NOT_REACHABLE, send(lane, sender, new ToChannel(DIRECT), DIRECT, content));
      }
    }
    app.block().unblock(ALICE, BOB);
    assertInstanceOf(Appended.class, send(lane, BOB, new ToUser(ALICE), DIRECT, HELLO));
  }

  /** What one said is one's own, and to take it back says nothing new. */
  @Test
  void bothMayDeleteWhatTheySaid() {
    toUser(BOB, ALICE);
    app.block().block(ALICE, BOB);
    assertInstanceOf(Appended.class, send(app, BOB, new ToChannel(DIRECT), DIRECT, new Change.Delete(1)));
    assertEquals(new Refused(Reason.FORBIDDEN), send(app, ALICE, new ToChannel(DIRECT), DIRECT, new Change.Delete(1)));
  }

  @Test
  void whoIsBlockedOpensNoChannel() {
    app.block().block(ALICE, BOB);
    assertEquals(NOT_REACHABLE, toUser(BOB, ALICE));
    assertEquals(NOT_REACHABLE, toUser(ALICE, BOB));
    assertEquals(new Refused(Reason.NOT_A_MEMBER), toChannel(ALICE, DIRECT, HELLO));
    assertEquals(List.of(), app.sync().since(ALICE, List.of(), null).updates());
    assertEquals(Optional.empty(), ports.channels().get(DIRECT));
    app.block().unblock(ALICE, BOB);
    connect(BOB);
    assertInstanceOf(Appended.class, toUser(ALICE, BOB));
    assertEquals(Set.of("bob-phone"), heard());
    assertInstanceOf(Appended.class, toUser(BOB, ALICE));
  }

  @Test
  void onesNotesAreAlwaysOpen() {
    app.changePrivacy().change(ALICE, Optional.of(Reach.NOBODY), Optional.empty(), Optional.empty());
    assertInstanceOf(Appended.class, toUser(ALICE, ALICE));
    assertInstanceOf(Appended.class, toChannel(ALICE, ChannelId.direct(ALICE, ALICE), HELLO));
  }

  @Test
  void neitherTypingNorReceiptsAreTold() {
    assertInstanceOf(Appended.class, toUser(ALICE, BOB));
    connect(ALICE, BOB);
    app.block().block(ALICE, BOB);
    for (UserId user : List.of(ALICE, BOB)) {
      assertEquals(true, app.tellTyping().tell(user, DIRECT));
      assertEquals(Optional.empty(), app.acknowledge().acknowledge(user, SOCKET, List.of(new Cursor(DIRECT, 1, 1))));
      assertEquals(Set.of(user + "-phone"), heard());
    }
    assertEquals(List.of(0L, 1L), app.listMembers().list(BOB, DIRECT, null).orElseThrow().members().stream()
        .map(Membership::read).toList());
    assertEquals(Optional.of(0L), app.sync().since(BOB, List.of(), null).updates().getFirst().conversation().peer()
        .map(Membership::read));
  }

  @Test
  void neitherSeesTheOtherOnline() {
    connect(ALICE, BOB, CAROL);
    assertEquals(Set.of(BOB, CAROL), watch(ALICE, BOB, CAROL));
    app.block().block(ALICE, BOB);
    assertEquals(Set.of(ALICE, CAROL), watch(ALICE, ALICE, BOB, CAROL));
    assertEquals(Set.of(CAROL), watch(BOB, ALICE, CAROL));
    app.block().unblock(ALICE, BOB);
    assertEquals(Set.of(ALICE), watch(BOB, ALICE));
  }

  private Set<UserId> watch(UserId viewer, UserId... watched) {
    return app.heartbeat().watch(viewer, List.of(watched)).stream()
        .filter(sighting -> sighting.state() != PresenceState.OFFLINE).map(Sighting::userId)
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @EnumSource(Reach.class)
  void presenceIsShownToThoseWhoMaySeeIt(Reach reach) {
    connect(ALICE, BOB, CAROL);
    befriend(ALICE, CAROL);
    app.changePrivacy().change(ALICE, Optional.empty(), Optional.of(reach), Optional.empty());
    assertEquals(reach == Reach.EVERYONE ? Set.of(ALICE) : Set.of(), watch(BOB, ALICE));
    assertEquals(reach == Reach.NOBODY ? Set.of() : Set.of(ALICE), watch(CAROL, ALICE));
  }

  private void befriend(UserId one, UserId other) {
    app.requestContact().request(one, other);
    app.requestContact().request(other, one);
  }

  @ParameterizedTest
  @EnumSource(Reach.class)
  void conversationsBeginWithThoseWhomTheOtherLets(Reach reach) {
    befriend(ALICE, CAROL);
    app.requestContact().request(BOB, ALICE);
    app.changePrivacy().change(ALICE, Optional.of(reach), Optional.empty(), Optional.empty());
    assertReached(reach == Reach.EVERYONE, BOB);
    assertReached(reach != Reach.NOBODY, CAROL);
    // who is open to all may be answered by all
    assertInstanceOf(Appended.class, toUser(ALICE, new UserId("dave")));
    assertInstanceOf(Appended.class, toUser(new UserId("dave"), ALICE));
  }

  private void assertReached(boolean reached, UserId sender) {
    SendOutcome direct = toUser(sender, ALICE);
    SendOutcome group = send(app, sender, new ToNewGroup(), DIRECT, create(ALICE));
    SendOutcome larger = send(app, sender, new ToNewGroup(), DIRECT, create(ALICE, new UserId("dave")));
    if (reached) {
      assertInstanceOf(Appended.class, direct);
      assertInstanceOf(Appended.class, group);
    } else {
      assertEquals(NOT_REACHABLE, direct);
      assertEquals(NOT_REACHABLE, group);
    }
    ChannelId channelId = assertInstanceOf(Appended.class, larger).entry().message().channelId();
    assertEquals(reached, ports.memberships().find(channelId, ALICE).isPresent());
    assertEquals(reached ? 3 : 2, ports.memberships().all(channelId).size());
    SendOutcome added = toChannel(sender, channelId, new GroupChange.Add(List.of(ALICE, CAROL, new UserId("eve"))));
    assertEquals(reached, ports.memberships().find(channelId, ALICE).isPresent());
    assertInstanceOf(Appended.class, added);
    if (!reached) {
      assertEquals(NOT_REACHABLE, toChannel(sender, channelId, new GroupChange.Add(List.of(ALICE))));
    }
  }

  private static GroupChange.Create create(UserId... members) {
    return new GroupChange.Create(new GroupSettings("Group", "", false, History.JOINED), List.of(members));
  }

  @Test
  void whoIsBlockedAddsTheOtherToNoGroup() {
    app.block().block(ALICE, BOB);
    assertReached(false, BOB);
    assertReached(true, CAROL);
  }

  /** The creator's second try says the same as the first, whoever was left out of the entry. */
  @Test
  void aGroupThatSomebodyWasLeftOutOfIsCreatedOnce() {
    app.block().block(ALICE, BOB);
    ClientMessageId id = new ClientMessageId("group");
    LogEntry entry = assertInstanceOf(Appended.class, app.createGroup().create(BOB, SOCKET, id, create(ALICE, CAROL)))
        .entry();
    assertEquals(List.of(CAROL), assertInstanceOf(GroupChange.Create.class, entry.message().content()).members());
    assertEquals(new SendOutcome.AlreadyAppended(entry),
        app.createGroup().create(BOB, SOCKET, id, create(ALICE, CAROL)));
  }

  @Test
  void nobodyReachesADeletedAccount() {
    ports.accounts().setStanding(ALICE, Standing.DELETED);
    assertReached(false, BOB);
  }

  @Test
  void whoIsSuspendedStillReceives() {
    ports.accounts().setStanding(ALICE, Standing.SUSPENDED);
    assertReached(true, BOB);
  }

  @Test
  void settingsAreKeptOneByOne() {
    assertEquals(new PrivacySettings(Reach.EVERYONE, Reach.EVERYONE, true), app.changePrivacy().of(ALICE));
    app.changePrivacy().change(ALICE, Optional.of(Reach.CONTACTS), Optional.empty(), Optional.empty());
    app.changePrivacy().change(ALICE, Optional.empty(), Optional.of(Reach.NOBODY), Optional.empty());
    PrivacySettings all = new PrivacySettings(Reach.CONTACTS, Reach.NOBODY, false);
    assertEquals(all, app.changePrivacy().change(ALICE, Optional.empty(), Optional.empty(), Optional.of(false)));
    assertEquals(all, app.changePrivacy().of(ALICE));
  }
}
