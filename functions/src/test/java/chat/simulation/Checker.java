package chat.simulation;

import static java.util.Objects.requireNonNull;

import chat.channel.Memberships;
import chat.messaging.LogEntry;
import chat.model.Change.Delete;
import chat.model.Change.Edit;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Content;
import chat.model.Content.Deleted;
import chat.model.GroupChange;
import chat.model.Membership;
import chat.model.Message;
import chat.model.Role;
import chat.model.UserId;
import chat.simulation.Ledger.Place;
import chat.wire.ContentJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Judges the tables, the devices and all that was ever said, when everything has come to rest. */
final class Checker {
  private final Tables tables;
  private final Ledger ledger;
  private final List<Device> devices;
  private final Verdicts verdicts;
  private final Map<ChannelId, GroupReplay> replays = new LinkedHashMap<>();

  Checker(Tables tables, Ledger ledger, List<Device> devices, Verdicts verdicts) {
    this.tables = tables;
    this.ledger = ledger;
    this.devices = devices;
    this.verdicts = verdicts;
    for (ChannelId channelId : tables.channelIds()) {
      tables.channels.get(channelId).ifPresent(channel -> replays.put(channelId,
          new GroupReplay(verdicts, channel, originals(channelId))));
    }
  }

  private List<Message> originals(ChannelId channelId) {
    return tables.stored(channelId).stream().sorted(Comparator.comparingLong(Message::seq)).toList();
  }

  void check() {
    for (ChannelId channelId : tables.channelIds()) {
      checkLog(channelId);
      tables.channels.get(channelId).ifPresentOrElse(channel -> {
        checkChannel(channel, requireNonNull(replays.get(channelId)));
        checkDeletions(channel);
      }, () -> verdicts.broken(Promise.MEMBERS, () -> "there is no channel for the log of " + channelId));
    }
    checkAnswers();
    checkSecrecy();
    devices.forEach(this::checkDevice);
  }

  /** G2, G3: numbers without a hole, each send once, and nothing was overwritten. */
  private void checkLog(ChannelId channelId) {
    List<LogEntry> rows = tables.log.entries(channelId);
    List<Message> stored = originals(channelId);
    Set<Ledger.Sending> seen = new HashSet<>();
    for (int index = 0; index < rows.size(); index++) {
      Message row = rows.get(index).message();
      long expected = index + 1L;
      verdicts.require(row.seq() == expected, Promise.G3, () -> "a hole in " + channelId + " before " + row);
      verdicts.require(seen.add(new Ledger.Sending(row.sender(), row.clientMessageId())), Promise.G2,
          () -> "a twin in " + channelId + ": " + row);
    }
    verdicts.require(rows.stream().map(row -> row.message().clientMessageId()).toList()
        .equals(stored.stream().map(Message::clientMessageId).toList()), Promise.G1,
        () -> "the log of " + channelId + " lost what was stored: " + stored + " became " + rows);
  }

  /** Members, head and preview are what the log says. */
  private void checkChannel(Channel channel, GroupReplay replay) {
    List<LogEntry> rows = tables.log.entries(channel.id());
    verdicts.require(channel.head() == rows.size(), Promise.G6,
        () -> "the head of " + channel + " is not " + rows.size());
    Optional<Message> newest = rows.reversed().stream().flatMap(row -> row.message().preview().stream()).findFirst();
    verdicts.require(channel.lastMessage().equals(newest), Promise.PREVIEW,
        () -> channel.lastMessage() + " is shown instead of " + newest);
    if (channel.kind() instanceof Channel.Kind.Group group) {
      List<Membership> members = replay.members();
      verdicts.require(group.size() == members.size() && group.settings().equals(replay.settings()), Promise.MEMBERS,
          () -> group + " though the log says " + replay.settings() + " and " + members);
      verdicts.require(
          members.isEmpty() || members.stream().filter(member -> member.role() == Role.OWNER).count() == 1,
          Promise.MEMBERS, () -> "not one owner: " + members);
    }
    for (Device device : devices) {
      Optional<Membership> row = tables.memberships.find(List.of(new Memberships.Key(channel.id(), device.userId())))
          .stream()
          .findFirst();
      verdicts.require(row.map(Membership::withoutCursors)
          .equals(replay.last(device.userId()).map(Membership::withoutCursors)), Promise.MEMBERS,
          () -> row + " though the log says " + replay.last(device.userId()));
    }
  }

  /** What was deleted is gone from every row, and from the list of channels. */
  private void checkDeletions(Channel channel) {
    List<LogEntry> rows = tables.log.entries(channel.id());
    Set<Long> deleted = new LinkedHashSet<>();
    rows.forEach(row -> {
      if (row.message().content() instanceof Delete(long target)) {
        deleted.add(target);
      }
    });
    Set<String> secrets = new LinkedHashSet<>();
    for (Message original : originals(channel.id())) {
      if (deleted.contains(original.seq())) {
        secrets.add(ContentJson.encode(original.content()));
      }
      if (original.content() instanceof Edit(long target, Content.Said content) && deleted.contains(target)) {
        secrets.add(ContentJson.encode(content));
      }
    }
    Stream<String> copies = Stream.concat(rows.stream().map(row -> ContentJson.encode(row.message().content())),
        channel.lastMessage().map(Message::content).map(ContentJson::encode).stream());
    copies.forEach(copy -> secrets.stream().filter(copy::contains)
        .forEach(secret -> verdicts.broken(Promise.DELETION, () -> secret + " is left in " + channel.id())));
    for (LogEntry row : rows) {
      verdicts.require(!deleted.contains(row.message().seq())
          || (row.message().content() instanceof Deleted && row.fingerprint().isEmpty()), Promise.DELETION,
          () -> "deleted, and still there: " + row);
    }
  }

  /** G1, G2: all answers to a send name the one place where it stands, with what it said. */
  private void checkAnswers() {
    ledger.accepted().forEach((sending, seqs) -> {
      verdicts.require(seqs.size() == 1, Promise.G2, () -> sending + " was accepted as " + seqs);
      Outgoing outgoing = ledger.outgoing(sending);
      long seq = seqs.iterator().next();
      Optional<Message> stored = originals(outgoing.channelId()).stream().filter(message -> message.seq() == seq)
          .findFirst();
      verdicts.require(
          stored.filter(message -> message.isFrom(sending.sender(), sending.id())
              && (outgoing.content() instanceof GroupChange || message.content().equals(outgoing.content())))
              .isPresent(),
          Promise.G1, () -> outgoing + " was accepted as " + seq + ", where there is " + stored);
    });
  }

  /** G7: nobody was ever shown what no stay of theirs lets them see. */
  private void checkSecrecy() {
    ledger.shown().forEach((userId, places) -> places.forEach((place, how) -> verdicts.require(
        maySee(userId, place), Promise.G7, () -> userId + " was shown " + place + " by a " + how)));
  }

  private boolean maySee(UserId userId, Place place) {
    return Optional.ofNullable(replays.get(place.channelId())).filter(replay -> replay.sees(userId, place.seq()))
        .isPresent();
  }

  /** G3 to G6: what a device holds in the end. */
  private void checkDevice(Device device) {
    verdicts.require(device.isDone(), Promise.REST, () -> device + " still has something to send");
    verdicts.require(device.socket().filter(socket -> noted(socket)).isPresent(), Promise.G4,
        () -> device + " is connected, and not noted as such");
    for (ChannelId channelId : replays.keySet()) {
      missing(device, channelId).forEach(
          seq -> verdicts.broken(Promise.G5, () -> device + " lacks " + seq + " of " + channelId));
      checkEntries(device, device.channel(channelId));
    }
  }

  private boolean noted(Socket socket) {
    UserId userId = socket.device().userId();
    return Optional.ofNullable(tables.presences.find(List.of(userId)).get(userId))
        .filter(presence -> presence.connections().containsKey(socket.connectionId())).isPresent();
  }

  /** What the device must hold and does not. */
  List<Long> missing(Device device, ChannelId channelId) {
    Optional<Membership> stay = Optional.ofNullable(replays.get(channelId))
        .flatMap(replay -> replay.now(device.userId()));
    List<Long> missing = new ArrayList<>();
    stay.ifPresent(member -> {
      for (long seq = member.readableFrom(); seq <= tables.stored(channelId).size(); seq++) {
        if (!device.channel(channelId).entries().containsKey(seq)) {
          missing.add(seq);
        }
      }
    });
    return missing;
  }

  private void checkEntries(Device device, Held held) {
    List<LogEntry> rows = tables.log.entries(held.channelId());
    Optional<Membership> stay = tables.memberships.find(held.channelId(), device.userId());
    held.entries().forEach((seq, entry) -> {
      verdicts.require(seq <= rows.size(), Promise.G3, () -> device + " holds " + entry + ", which is not in the log");
      if (stay.isPresent() && stay.get().sees(seq) && seq <= rows.size()) {
        checkEntry(device, held.shown(entry), rows.get(Math.toIntExact(seq - 1)).message());
      }
    });
    stay.ifPresent(member -> {
      verdicts.require(held.isMember(), Promise.G5, () -> device + " does not know of " + member);
      verdicts.require(member.delivered() == rows.size(), Promise.G6,
          () -> member + " has not delivered all of " + rows.size());
      long unread = held.entries().tailMap(member.read(), false).size();
      verdicts.require(held.read() == member.read() && unread == rows.size() - member.read(), Promise.G6,
          () -> device + " has read " + held.read() + " and counts " + unread + " unread; there is " + member);
    });
    verdicts.require(stay.isPresent() || !held.isMember(), Promise.G5,
        () -> device + " takes itself for a member of " + held.channelId());
  }

  /** The same for everybody, up to what was deleted with its message. */
  private void checkEntry(Device device, Message shown, Message row) {
    boolean emptied = row.content() instanceof Edit(long _, Content.Said content) && content instanceof Deleted;
    boolean deleted = row.content() instanceof Deleted;
    verdicts.require(
        shown.sender().equals(row.sender())
            && (emptied || (deleted && shown.content() instanceof Deleted)
                || shown.content().equals(row.content()))
            && (deleted || shown.edited() == row.edited())
            && new HashSet<>(shown.reactions()).equals(new HashSet<>(row.reactions())),
        Promise.G3, () -> device + " shows " + shown + " instead of " + row);
  }
}
