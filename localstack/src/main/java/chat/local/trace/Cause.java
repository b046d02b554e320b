package chat.local.trace;

import java.util.List;

/** Why a function was invoked. */
public sealed interface Cause {
  /** Whether it came from outside, rather than from what another invocation did. */
  default boolean isFromClient() {
    return switch (this) {
      case Handshake _,Frame _,Disconnect _,Request _,Operator _ -> true;
      case Records _,Messages _ -> false;
    };
  }

  /** A socket asks to be opened: the authorizer, then {@code $connect}. */
  record Handshake(String connectionId) implements Cause {}

  /** A client sent a frame. {@code route}: what its action selected. */
  record Frame(String connectionId, String route, int characters) implements Cause {}

  /** A socket has ended. */
  record Disconnect(String connectionId, int status) implements Cause {}

  /** A request came to the HTTP API. */
  record Request(String method, String path) implements Cause {}

  /** An operator invoked it. */
  record Operator() implements Cause {}

  /** A batch of a table's stream. {@code keys}: of the items, as {@link ItemKey} writes them. */
  record Records(String table, List<String> keys) implements Cause {
    public Records {
      keys = List.copyOf(keys);
    }
  }

  /** A batch of a queue. */
  record Messages(String queue, List<String> messageIds) implements Cause {
    public Messages {
      messageIds = List.copyOf(messageIds);
    }
  }
}
