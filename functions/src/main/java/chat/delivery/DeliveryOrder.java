package chat.delivery;

import chat.model.ChannelId;
import chat.model.UserId;
import java.util.List;

/** Work that goes through a queue: the entries {@code from} to {@code to} of a channel, and to whom. */
public sealed interface DeliveryOrder {
  ChannelId channelId();

  long from();

  long to();

  /** A part of a large channel's members. */
  record Chunk(ChannelId channelId, long from, long to, List<UserId> users) implements DeliveryOrder {
    public Chunk {
      users = List.copyOf(users);
    }
  }

  /** Sockets that could not be posted to. {@code attempt}: which try this is, from 1. */
  record Retry(ChannelId channelId, long from, long to, List<Target> targets, int attempt) implements DeliveryOrder {
    public Retry {
      targets = List.copyOf(targets);
    }
  }

  /** Whoever has not acknowledged them. */
  record Repair(ChannelId channelId, long from, long to) implements DeliveryOrder {}
}
