package chat.endtoend;

import chat.json.JsonObject;
import java.util.Optional;

/**
 * Something that a client asks for until it is answered, always in the same words.
 *
 * @param text of a message
 * @param fields the action without a requestId, as the fields of a JSON object
 */
record Wish(String channelId, String clientMessageId, Optional<String> text, String fields) {

  static Wish send(Outgoing outgoing, long afterSeq) {
    return new Wish(outgoing.channelId(), outgoing.clientMessageId(),
        JsonObject.parse(outgoing.content()).optionalText("text"),
        "\"action\":\"send\",%s\"clientMessageId\":\"%s\",\"afterSeq\":%d,\"content\":%s".formatted(
            outgoing.destination(), outgoing.clientMessageId(), afterSeq, outgoing.content()));
  }

  static Wish invite(String channelId) {
    return new Wish(channelId, "", Optional.empty(), "\"action\":\"invite\",\"channelId\":\"" + channelId + "\"");
  }

  /**
   * A send before the client says how far it knows the channel.
   *
   * @param channelId where it will stand
   * @param destination the field that names where it goes, and a comma; empty for a new group
   */
  record Outgoing(String channelId, String destination, String clientMessageId, String content) {
    static Outgoing text(Room room, String clientMessageId) {
      return new Outgoing(room.channelId(), room.destination(), clientMessageId,
          "{\"type\":\"text\",\"text\":\"text of " + clientMessageId + "\"}");
    }

    static Outgoing change(String channelId, String clientMessageId, String content) {
      return new Outgoing(channelId, toChannel(channelId), clientMessageId, content);
    }
  }

  /** Where a user writes to. */
  record Room(String channelId, String destination) {
    static Room group(String channelId) {
      return new Room(channelId, toChannel(channelId));
    }

    static Room direct(String channelId, String peer) {
      return new Room(channelId, "\"userId\":\"" + peer + "\",");
    }
  }

  private static String toChannel(String channelId) {
    return "\"channelId\":\"" + channelId + "\",";
  }
}
