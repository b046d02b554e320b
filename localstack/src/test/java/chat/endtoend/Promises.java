package chat.endtoend;

import chat.aws.dynamodb.DynamoChannels;
import chat.aws.dynamodb.DynamoMemberships;
import chat.aws.dynamodb.DynamoMessageLog;
import chat.endtoend.HeldChannel.Holding;
import chat.endtoend.PatientClient.Testimony;
import chat.local.EmbeddedCloud;
import chat.model.Channel;
import chat.model.ChannelId;
import chat.model.Membership;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** Holds what clients saw against the tables, by the promises of delivery (G1 to G7). */
final class Promises {
  private static final int WHOLE_LOG = 10_000;

  private final DynamoMessageLog log;
  private final DynamoChannels channels;
  private final DynamoMemberships memberships;
  private final List<String> broken = new ArrayList<>();

  private Promises(EmbeddedCloud cloud) {
    DynamoDbEnhancedClient enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(cloud.dynamoDb()).build();
    log = new DynamoMessageLog(cloud.dynamoDb(), enhanced, cloud.stage());
    channels = new DynamoChannels(cloud.dynamoDb(), enhanced, cloud.stage());
    memberships = new DynamoMemberships(cloud.dynamoDb(), enhanced, cloud.stage());
  }

  /** What of these channels is not as promised; everything is, once all has come to rest. */
  static List<String> broken(EmbeddedCloud cloud, List<String> channelIds, List<Testimony> testimonies) {
    Promises promises = new Promises(cloud);
    testimonies.forEach(client -> promises.broken.addAll(client.complaints()));
    testimonies.forEach(client -> client.unanswered()
        .forEach(wish -> promises.broken.add(client.name() + " has no answer to " + wish.fields())));
    channelIds.forEach(channelId -> promises.check(new ChannelId(channelId), testimonies));
    return promises.broken;
  }

  /** A channel as it is stored. */
  static List<Entry> entries(EmbeddedCloud cloud, ChannelId channelId) {
    return new Promises(cloud).entries(channelId);
  }

  /** The channels whose head has not come to the end of their log. */
  static List<String> behind(EmbeddedCloud cloud, List<String> channelIds) {
    Promises promises = new Promises(cloud);
    channelIds.forEach(channelId -> promises.checkHead(new ChannelId(channelId),
        promises.entries(new ChannelId(channelId)).size()));
    return promises.broken;
  }

  private List<Entry> entries(ChannelId channelId) {
    return log.from(channelId, 1, WHOLE_LOG).stream().map(row -> Entry.of(row.message())).toList();
  }

  private void require(boolean kept, String otherwise) {
    if (!kept) {
      broken.add(otherwise);
    }
  }

  private void checkHead(ChannelId channelId, int entries) {
    long head = channels.get(channelId).map(Channel::head).orElse(0L);
    require(head == entries, "G6: the head of " + channelId + " is " + head + " with " + entries + " entries");
  }

  private void check(ChannelId channelId, List<Testimony> testimonies) {
    List<Entry> entries = entries(channelId);
    checkHead(channelId, entries.size());
    Set<List<String>> sends = new HashSet<>();
    for (int index = 0; index < entries.size(); index++) {
      Entry entry = entries.get(index);
      require(entry.seq() == index + 1, "G3: a hole before " + entry);
      require(sends.add(List.of(entry.sender(), entry.clientMessageId())), "G2: a twin: " + entry);
      require(testimonies.stream().anyMatch(client -> sent(client, entry)), "G2: nobody sent " + entry);
    }
    Map<String, Membership> places = memberships.all(channelId).stream()
        .collect(Collectors.toMap(place -> place.userId().value(), Function.identity()));
    for (Testimony client : testimonies) {
      checkAnswers(client, channelId.value(), entries);
      checkShown(client, channelId.value(), entries, places);
      Membership place = places.get(client.user());
      if (place == null || !place.isActive()) {
        require(!client.holding(channelId.value()).member(), "G7: " + client.name() + " believes to be a member");
      } else {
        checkMember(client.name(), client.holding(channelId.value()), place, entries);
      }
    }
  }

  private static boolean sent(Testimony client, Entry entry) {
    return client.user().equals(entry.sender())
        && client.wishes().stream().anyMatch(wish -> wish.channelId().equals(entry.channelId())
            && wish.clientMessageId().equals(entry.clientMessageId())
            && wish.text().equals(entry.text()));
  }

  private void checkAnswers(Testimony client, String channelId, List<Entry> entries) {
    client.wishes().stream().filter(wish -> wish.channelId().equals(channelId)).forEach(wish -> {
      Set<Long> seqs = client.accepted().getOrDefault(wish.clientMessageId(), Set.of());
      require(seqs.size() <= 1, "G2: " + wish.fields() + " was accepted as " + seqs);
      for (long seq : seqs) {
        require(
            entries.stream()
                .anyMatch(entry -> entry.seq() == seq && entry.sender().equals(client.user())
                    && entry.clientMessageId().equals(wish.clientMessageId())),
            "G1: " + wish.fields() + " was accepted as " + seq + ", and is not there");
      }
    });
  }

  private void checkShown(Testimony client, String channelId, List<Entry> entries, Map<String, Membership> places) {
    Membership place = places.get(client.user());
    client.shown().stream().filter(entry -> entry.channelId().equals(channelId)).forEach(entry -> {
      require(place != null && place.sees(entry.seq()), "G7: " + client.name() + " was shown " + entry);
      require(entries.contains(entry), "G3: " + client.name() + " was shown " + entry + ", which is not in the log");
    });
  }

  private void checkMember(String name, Holding held, Membership place, List<Entry> entries) {
    List<Long> all = LongStream.rangeClosed(place.readableFrom(), entries.size()).boxed().toList();
    List<Long> missing = new ArrayList<>(all);
    missing.removeAll(held.entries().keySet());
    require(missing.isEmpty(), "G5: " + name + " lacks " + missing + " of " + place);
    require(all.containsAll(held.entries().keySet()), "G7: " + name + " holds more than " + place + " allows");
    require(held.member(), "G5: " + name + " does not know of " + place);
    require(place.delivered() == entries.size(), "G6: not all of " + entries.size() + " is delivered to " + place);
    long unread = held.entries().tailMap(held.read(), false).size();
    require(held.read() == place.read() && unread == entries.size() - place.read(),
        "G6: " + name + " has read " + held.read() + " and counts " + unread + " unread, of " + place);
  }
}
