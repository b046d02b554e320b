package chat.delivery;

import chat.model.ConnectionId;

/** A gateway for tests that close no socket. */
@FunctionalInterface
public interface PostingOnly extends ConnectionGateway {
  @Override
  default CloseResult close(ConnectionId connectionId) {
    throw new UnsupportedOperationException();
  }
}
