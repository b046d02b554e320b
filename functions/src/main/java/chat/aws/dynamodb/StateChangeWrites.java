package chat.aws.dynamodb;

import chat.channel.StateChange;
import chat.messaging.LogEntry;
import chat.model.Channel;
import chat.model.GroupSettings;
import chat.model.InviteCode;
import chat.model.Membership;
import chat.topology.Topology;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** The writes of one transaction: an entry and the change that it tells of. */
final class StateChangeWrites {
  private static final String ABSENT = "attribute_not_exists(channelId)";

  private final String messages;
  private final String channels;
  private final String memberships;
  private final String invites;

  StateChangeWrites(String stage) {
    messages = Topology.MESSAGES.nameIn(stage);
    channels = Topology.CHANNELS.nameIn(stage);
    memberships = Topology.MEMBERSHIPS.nameIn(stage);
    invites = Topology.INVITES.nameIn(stage);
  }

  TransactWriteItem put(LogEntry entry) {
    return put(messages, MessageItem.SCHEMA.itemToMap(MessageItem.of(entry), true), ABSENT);
  }

  /** {@code seq}: of the entry; whoever joined by it gets a row as new. */
  Stream<TransactWriteItem> of(StateChange change, long seq) {
    return Stream.of(Stream.of(channel(change.channel())),
        change.memberships().stream().map(membership -> membership(membership, seq)),
        change.invite().stream().map(this::use)).flatMap(writes -> writes);
  }

  private TransactWriteItem channel(Channel channel) {
    if (channel.version() == 1) {
      return put(channels, ChannelItem.SCHEMA.itemToMap(ChannelItem.of(channel), true), ABSENT);
    }
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":before", Values.number(channel.version() - 1));
    values.put(":version", Values.number(channel.version()));
    values.put(":pinned", Values.text(AmendmentsJson.encode(channel.pinned())));
    String update = "SET version = :version, pinned = :pinned";
    Update.Builder write = Update.builder().tableName(channels).key(Values.channelKey(channel.id()))
        .conditionExpression("version = :before");
    if (channel.kind() instanceof Channel.Kind.Group(GroupSettings settings, int size)) {
      update += ", #name = :name, description = :description, announcement = :announcement, history = :history, "
          + "#size = :size";
      values.put(":name", Values.text(settings.name()));
      values.put(":description", Values.text(settings.description()));
      values.put(":announcement", Values.number(settings.announcement() ? 1 : 0));
      values.put(":history", Values.text(settings.history().name()));
      values.put(":size", Values.number(size));
      write.expressionAttributeNames(Map.of("#name", "name", "#size", "size"));
    }
    return update(write.updateExpression(update).expressionAttributeValues(values));
  }

  /** Cursors move without a transaction, so only a newcomer's row is written whole. */
  private TransactWriteItem membership(Membership membership, long seq) {
    if (membership.joinedSeq() == seq) {
      return TransactWriteItem.builder().put(put -> put.tableName(memberships)
          .item(MembershipItem.SCHEMA.itemToMap(MembershipItem.of(membership), true))).build();
    }
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":role", Values.text(membership.role().name())));
    String update = "SET #role = :role";
    if (!membership.isActive()) {
      update += ", leftSeq = :left";
      values.put(":left", Values.number(membership.leftSeq()));
    }
    return update(Update.builder().tableName(memberships)
        .key(Values.membershipKey(membership.channelId(), membership.userId())).updateExpression(update)
        .expressionAttributeNames(Map.of("#role", "role")).expressionAttributeValues(values));
  }

  private TransactWriteItem use(InviteCode code) {
    return update(Update.builder().tableName(invites).key(DynamoInvites.key(code))
        .updateExpression("SET #uses = #uses - :one").conditionExpression("#uses >= :one")
        .expressionAttributeNames(Map.of("#uses", "uses"))
        .expressionAttributeValues(Map.of(":one", Values.number(1))));
  }

  private static TransactWriteItem put(String table, Map<String, AttributeValue> item, String condition) {
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(item).conditionExpression(condition))
        .build();
  }

  private static TransactWriteItem update(Update.Builder update) {
    return TransactWriteItem.builder().update(update.build()).build();
  }
}
