package chat.simulation;

import static java.util.Objects.requireNonNull;

import chat.channel.Channels;
import chat.delivery.ConnectionGateway;
import chat.delivery.ConnectionGateway.PostResult;
import chat.delivery.DeliveryOrder;
import chat.delivery.DeliveryQueue;
import chat.delivery.PostingOnly;
import chat.json.JsonObject;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.ConnectionId;
import chat.model.Message;
import chat.model.Presence;
import chat.model.Reach;
import chat.model.UserId;
import chat.presence.Presences;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Mistakes that the simulation must find, or nobody could trust its silence. */
enum PlantedBug {
  NO_TWIN_CHECK, EVENTUALLY_CONSISTENT_SCAN, ACCEPTED_IN_ADVANCE, AFTER_SEQ_TAKEN_FOR_GRANTED, CHANGES_APART_FROM_THEIR_ENTRIES, EDITS_AS_THEY_COME, EDITS_OF_THE_DELETED_STAY, REMOVED_MEMBERS_STILL_GET, MEMBERS_LOOKED_AT_ONCE, CURSORS_GO_BACK, SYNC_HIDES_WHAT_WAS_LEFT, REPAIR_SEES_NOTHING_MISSING, EXPRESS_POSTS_NOTHING, FAN_OUT_IS_NOT_TRIED_AGAIN, HEAD_COUNTS_RECORDS, HEAD_SKIPS_CHANGES, RETRIES_ARE_DROPPED, ONE_DEVICE_A_USER, SENDERS_OTHER_DEVICES_FORGOTTEN, FORGOTTEN_FOR_GOOD;

  private static final Lambda[] DELIVERING = {Lambda.SEND, Lambda.FAN_OUT, Lambda.REPAIR, Lambda.DELIVER};

  Build build() {
    return switch (this) {
      case NO_TWIN_CHECK -> Build.of((ports, tables) -> ports.with(LogBugs.withoutTwinCheck(ports.messageLog())),
          Lambda.SEND);
      case EVENTUALLY_CONSISTENT_SCAN -> Build.of(
          (ports, tables) -> ports.with(LogBugs.eventuallyConsistent(ports.messageLog(), ports.clock())), Lambda.SEND);
      case ACCEPTED_IN_ADVANCE -> Build.of(
          (ports, tables) -> ports.with(LogBugs.acceptingInAdvance(ports.messageLog())), Lambda.SEND);
      case AFTER_SEQ_TAKEN_FOR_GRANTED -> Build.of(
          (ports, tables) -> ports.with(LogBugs.imaginingAfterSeq(ports.messageLog(), ports.clock())), Lambda.SEND);
      case CHANGES_APART_FROM_THEIR_ENTRIES -> Build.of(
          (ports, tables) -> ports.with(LogBugs.withChangesApart(ports.messageLog(), tables)), Lambda.SEND);
      case EDITS_AS_THEY_COME -> Build.of(
          (ports, tables) -> ports.with(LogBugs.withEditsAsTheyCome(ports.messageLog())), Lambda.FAN_OUT);
      case EDITS_OF_THE_DELETED_STAY -> Build.of(
          (ports, tables) -> ports.with(LogBugs.keepingEditsOfTheDeleted(ports.messageLog())), Lambda.FAN_OUT);
      case REMOVED_MEMBERS_STILL_GET -> Build.of(
          (ports, tables) -> ports.with(MembershipBugs.withoutLeaving(ports.memberships())), DELIVERING);
      case MEMBERS_LOOKED_AT_ONCE -> Build.of(
          (ports, tables) -> ports.with(MembershipBugs.lookedAtOnce(ports.memberships())), Lambda.SEND);
      case CURSORS_GO_BACK -> Build.of(
          (ports, tables) -> ports.with(MembershipBugs.settingCursors(ports.memberships(), tables)), Lambda.ACK);
      case SYNC_HIDES_WHAT_WAS_LEFT -> Build.of(
          (ports, tables) -> ports.with(MembershipBugs.withoutFormer(ports.memberships())), Lambda.SYNC);
      // what the express lane loses, nobody but the repair brings
      case REPAIR_SEES_NOTHING_MISSING -> Build.of((ports, tables) -> ports.with(silent()), Lambda.SEND).with(
          (ports, tables) -> ports.with(MembershipBugs.allDelivered(ports.memberships())), Lambda.REPAIR,
          Lambda.DELIVER);
      case EXPRESS_POSTS_NOTHING ->
        Build.of((ports, tables) -> ports.with(silent()), Lambda.SEND).withoutRepairLane();
      case FAN_OUT_IS_NOT_TRIED_AGAIN -> Build.PRODUCT.withoutStreamRetries();
      case HEAD_COUNTS_RECORDS -> Build.of((ports, tables) -> ports.with(countingRecords(ports.channels())),
          Lambda.FAN_OUT);
      case HEAD_SKIPS_CHANGES -> Build.of((ports, tables) -> ports.with(skippingChanges(ports.channels())),
          Lambda.FAN_OUT);
      case RETRIES_ARE_DROPPED -> Build.of((ports, tables) -> ports.with(dropping(ports.deliveryQueue())), DELIVERING);
      case ONE_DEVICE_A_USER -> Build.of((ports, tables) -> ports.with(oneDevice(ports.presences())), DELIVERING);
      case SENDERS_OTHER_DEVICES_FORGOTTEN -> Build.of(
          (ports, tables) -> ports.with(notToSenders(ports.connections(), tables)), DELIVERING);
      case FORGOTTEN_FOR_GOOD -> Build.of((ports, tables) -> ports.with(notTouching(ports.presences())),
          Lambda.HEARTBEAT);
    };
  }

  private static ConnectionGateway silent() {
    return (PostingOnly) (connectionId, frame) -> PostResult.POSTED;
  }

  private static ConnectionGateway notToSenders(ConnectionGateway gateway, Tables tables) {
    return (PostingOnly) (connectionId, frame) -> {
      Optional<UserId> sender = JsonObject.parse(frame).objects("messages").stream()
          .map(message -> new UserId(message.text("sender"))).findFirst();
      return sender.map(user -> tables.presences.find(List.of(user)).get(user))
          .filter(presence -> presence.connections().containsKey(connectionId)).isPresent()
              ? PostResult.POSTED
              : gateway.post(connectionId, frame);
    };
  }

  private static DeliveryQueue dropping(DeliveryQueue queue) {
    return new DeliveryQueue() {
      @Override
      public void put(List<DeliveryOrder.Chunk> chunks) {
        queue.put(chunks);
      }

      @Override
      public void put(List<? extends DeliveryOrder> orders, Duration delay) {
        List<? extends DeliveryOrder> kept = orders.stream()
            .filter(order -> !(order instanceof DeliveryOrder.Retry)).toList();
        if (!kept.isEmpty()) {
          queue.put(kept, delay);
        }
      }
    };
  }

  private static Channels countingRecords(Channels channels) {
    return new ForwardingChannels(channels) {
      @Override
      public boolean advance(ChannelId channelId, long head, Optional<Message> preview) {
        return super.advance(channelId, super.get(channelId).map(Channel::head).orElse(0L) + 1, preview);
      }
    };
  }

  private static Channels skippingChanges(Channels channels) {
    return new ForwardingChannels(channels) {
      @Override
      public boolean advance(ChannelId channelId, long head, Optional<Message> preview) {
        return preview.isEmpty() || super.advance(channelId, head, preview);
      }
    };
  }

  private static Presences oneDevice(Presences presences) {
    return new ForwardingPresences(presences) {
      @Override
      public Map<UserId, Presence> find(Collection<UserId> userIds) {
        return super.find(userIds).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, found -> first(found.getValue())));
      }
    };
  }

  private static Presence first(Presence presence) {
    TreeMap<String, ConnectionId> sorted = new TreeMap<>();
    presence.connections().keySet().forEach(connection -> sorted.put(connection.value(), connection));
    Map<ConnectionId, chat.model.Socket> one = sorted.isEmpty()
        ? Map.of()
        : Map.of(sorted.firstEntry().getValue(),
            requireNonNull(presence.connections().get(sorted.firstEntry().getValue())));
    return new Presence(presence.userId(), one, presence.lastActiveAt(), presence.version(), presence.checkAt(),
        presence.doNotDisturb(), presence.sharesReceipts(), presence.seenBy());
  }

  private static Presences notTouching(Presences presences) {
    return new ForwardingPresences(presences) {
      @Override
      public Presence touch(UserId userId, ConnectionId connectionId, chat.model.Socket socket,
          Optional<Instant> lastActiveAt, Optional<Instant> checkAt, Collection<ConnectionId> lapsed) {
        // as if the first handshake had noted it for ever
        return new Presence(userId, Map.of(connectionId, socket), socket.since(), 1, Instant.EPOCH, false, true,
            Reach.EVERYONE);
      }

      @Override
      public Optional<Presence> keep(UserId userId, ConnectionId connectionId, chat.model.Socket socket,
          Optional<Instant> lastActiveAt, Optional<Instant> checkAt, Collection<ConnectionId> lapsed) {
        return Optional.of(touch(userId, connectionId, socket, lastActiveAt, checkAt, lapsed));
      }
    };
  }
}
