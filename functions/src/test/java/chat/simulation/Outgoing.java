package chat.simulation;

import chat.model.ChannelId;
import chat.model.ClientMessageId;
import chat.model.Content;
import java.util.Optional;

/**
 * A send that a client repeats unchanged until it is answered.
 *
 * @param channelId where it must come to stand
 */
record Outgoing(ClientMessageId id, Optional<Address> to, ChannelId channelId, long afterSeq, Content content) {
  static final String AHEAD = "ahead";

  /** The field that names the destination, and its value. */
  record Address(String field, String value) {}

  /** Its client says that it knows what nobody has said yet. */
  boolean isAhead() {
    return id.value().startsWith(AHEAD);
  }
}
