package chat.simulation;

import chat.model.Change;
import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import chat.model.GroupChange;
import chat.model.GroupSettings;
import chat.model.InviteCode;
import chat.model.Message;
import chat.model.Role;
import chat.model.UserId;
import chat.simulation.Outgoing.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What people do: each time one of them does something with one of their devices. */
final class Workload {
  private static final List<String> EMOJI = List.of("👍", "🎉");
  private static final long AWAY_MICROS = Timeline.millis(6_000);

  private final Timeline timeline;
  private final Chance chance;
  private final Faults faults;
  private final Ledger ledger;
  private final List<UserId> users;
  private final List<Device> devices;
  private final List<InviteCode> invites = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private int said;

  private record Sent(UserId sender, Outgoing outgoing) {}

  Workload(Timeline timeline, Chance chance, Faults faults, Ledger ledger, List<UserId> users, List<Device> devices) {
    this.timeline = timeline;
    this.chance = chance;
    this.faults = faults;
    this.ledger = ledger;
    this.users = users;
    this.devices = devices;
  }

  void createGroup() {
    Device device = chance.oneOf(devices);
    ClientMessageId id = newId("group");
    List<UserId> members = users.stream().filter(_ -> chance.happens(0.7)).toList();
    GroupSettings settings = new GroupSettings("group", "", chance.happens(0.1),
        chance.oneOf(List.of(GroupSettings.History.values())));
    send(device, new Outgoing(id, Optional.empty(), ChannelId.group(device.userId(), id), 0,
        new GroupChange.Create(settings, members)));
  }

  void act() {
    Device device = chance.oneOf(devices);
    if (!sent.isEmpty() && faults.strike(Fault.REPEATED_SEND, chance)) {
      repeat(device);
      return;
    }
    if (faults.strike(Fault.OLD_CURSORS, chance)) {
      comeBackOlder(device);
      return;
    }
    List<Held> groups = device.channels().stream().filter(Held::isListed).filter(held -> !held.channelId().isDirect())
        .toList();
    List<Held> all = device.channels().stream().filter(Held::isListed).toList();
    switch (chance.below(21)) {
      case 0, 1, 2, 3 -> sayTo(device, chance.oneOf(users));
      case 4, 5, 6, 7 -> all.stream().skip(chance.below(Math.max(1, all.size()))).findFirst()
          .ifPresent(held -> send(device, held, text(held)));
      case 8, 9, 10, 11, 12 -> all.stream().skip(chance.below(Math.max(1, all.size()))).findFirst()
          .ifPresent(held -> change(device, held));
      case 13, 14, 15, 16 -> groups.stream().findFirst().ifPresent(held -> changeGroup(device, held));
      case 17 -> groups.stream().findFirst().ifPresentOrElse(
          held -> device.askForInvite(held.channelId(), invites::add), () -> join(device));
      case 18 -> join(device);
      case 19 -> all.stream().findFirst().ifPresent(held -> send(device, ahead(held)));
      default -> leaveAlone(device);
    }
  }

  private void sayTo(Device device, UserId peer) {
    ChannelId channelId = ChannelId.direct(device.userId(), peer);
    send(device, new Outgoing(newId("to"), Optional.of(new Address("userId", peer.value())), channelId,
        device.channel(channelId).known(), text(device.channel(channelId))));
  }

  private Content text(Held held) {
    OptionalLong reply = held.known() > 0 && chance.happens(0.1) ? OptionalLong.of(held.known()) : OptionalLong.empty();
    return new Content.Text("text " + ++said, List.of(), reply);
  }

  private void change(Device device, Held held) {
    List<Message> messages = held.entries().values().stream()
        .filter(message -> message.content() instanceof Content.Said).toList();
    if (messages.isEmpty()) {
      return;
    }
    long target = chance.oneOf(messages.subList(messages.size() / 2, messages.size())).seq();
    send(device, held, switch (chance.below(8)) {
      case 0, 1, 2 -> new Change.Edit(target, new Content.Text("edit " + ++said));
      case 3, 4 -> new Change.Delete(target);
      case 5 -> new Change.Pin(target, chance.happens(0.3));
      default -> new Change.React(target, chance.oneOf(EMOJI), chance.happens(0.4));
    });
  }

  private void changeGroup(Device device, Held held) {
    send(device, held, switch (chance.below(9)) {
      case 0, 1 -> new GroupChange.Add(List.of(chance.oneOf(users), chance.oneOf(users)).stream().distinct().toList());
      case 2, 3 -> new GroupChange.Remove(chance.oneOf(users));
      case 4 -> new GroupChange.Leave(null);
      case 5, 6 -> new GroupChange.Promote(chance.oneOf(users), chance.oneOf(List.of(Role.values())));
      default -> new GroupChange.Set(Optional.empty(), Optional.empty(), Optional.of(chance.happens(0.4)),
          Optional.of(chance.oneOf(List.of(GroupSettings.History.values()))));
    });
  }

  private void join(Device device) {
    if (!invites.isEmpty()) {
      InviteCode invite = chance.oneOf(invites);
      send(device, new Outgoing(newId("join"), Optional.of(new Address("invite", invite.text())), invite.channelId(), 0,
          new GroupChange.Join()));
    }
  }

  private void leaveAlone(Device device) {
    device.goAway();
    timeline.in(chance.skewed(0, AWAY_MICROS), device::comeBack);
  }

  private void comeBackOlder(Device device) {
    device.goAway();
    device.channels()
        .forEach(held -> device.loseAfter(held.channelId(), chance.between(0, Math.max(0, held.known()))));
    timeline.in(chance.skewed(0, AWAY_MICROS), device::comeBack);
  }

  private void repeat(Device device) {
    List<Sent> own = sent.stream().filter(one -> one.sender().equals(device.userId())).toList();
    if (!own.isEmpty()) {
      device.send(chance.oneOf(own).outgoing());
    }
  }

  private void send(Device device, Held held, Content content) {
    send(device, new Outgoing(newId("in"), Optional.of(new Address("channelId", held.channelId().value())),
        held.channelId(), held.known(), content));
  }

  private Outgoing ahead(Held held) {
    return new Outgoing(newId(Outgoing.AHEAD), Optional.of(new Address("channelId", held.channelId().value())),
        held.channelId(), held.known() + 1 + chance.below(3), text(held));
  }

  private void send(Device device, Outgoing outgoing) {
    sent.add(new Sent(device.userId(), outgoing));
    ledger.sends(device.userId(), outgoing);
    device.send(outgoing);
  }

  private ClientMessageId newId(String kind) {
    return new ClientMessageId(kind + "-" + sent.size());
  }
}
