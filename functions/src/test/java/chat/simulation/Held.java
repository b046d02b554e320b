package chat.simulation;

import chat.model.Change;
import chat.model.Change.Delete;
import chat.model.Change.Edit;
import chat.model.Change.React;
import chat.model.ChannelId;
import chat.model.Content;
import chat.model.Content.Deleted;
import chat.model.GroupChange;
import chat.model.Message;
import chat.model.Message.Reaction;
import chat.model.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a client holds of one channel, and how it puts it together. */
final class Held {
  private final UserId owner;
  private final ChannelId channelId;
  private final NavigableMap<Long, Message> entries = new TreeMap<>();
  private boolean member;
  /** The entry by which the owner last came in or went, as far as the client knows. */
  private long turn;
  private long first;
  private long known;
  private long read;

  Held(UserId owner, ChannelId channelId) {
    this.owner = owner;
    this.channelId = channelId;
  }

  ChannelId channelId() {
    return channelId;
  }

  boolean isMember() {
    return member;
  }

  /** Whether the client has been told by a sync what it may read. */
  boolean isListed() {
    return member && first > 0;
  }

  NavigableMap<Long, Message> entries() {
    return entries;
  }

  long read() {
    return read;
  }

  /** The highest seq that the client knows of. */
  long known() {
    return entries.isEmpty() ? known : Math.max(known, entries.lastKey());
  }

  /** Up to which it has everything. */
  long delivered() {
    long delivered = first - 1;
    while (entries.containsKey(delivered + 1)) {
      delivered++;
    }
    return Math.max(delivered, 0);
  }

  boolean hasHole() {
    return isListed() && delivered() < known();
  }

  void read(long seq) {
    read = Math.max(read, seq);
  }

  /** The server has accepted the entry by which the owner comes in. */
  void comesBy(long seq) {
    if (seq > turn) {
      turn = seq;
      member = true;
    }
  }

  /** There is an entry, which the client has yet to fetch. */
  void heardOf(long seq) {
    known = Math.max(known, seq);
  }

  /** Returns false for a repeat. */
  boolean take(Message message) {
    if (entries.putIfAbsent(message.seq(), message) != null) {
      return false;
    }
    Optional<Boolean> comes = comes(message);
    if (comes.isPresent() && message.seq() > turn) {
      turn = message.seq();
      // whoever comes in learns by a sync what they may read
      first = comes.get() && member ? first : 0;
      member = comes.get();
    } else if (turn == 0) {
      member = true;
    }
    return true;
  }

  /** Whether the owner comes in or goes by this entry; empty when it is about something else. */
  private Optional<Boolean> comes(Message message) {
    boolean own = message.sender().equals(owner);
    return switch (message.content()) {
      case GroupChange.Create create when own || create.members().contains(owner) -> Optional.of(true);
      case GroupChange.Join _ when own -> Optional.of(true);
      case GroupChange.Add add when add.users().contains(owner) -> Optional.of(true);
      case GroupChange.Leave _ when own -> Optional.of(false);
      case GroupChange.Remove(UserId user) when user.equals(owner) -> Optional.of(false);
      case Content _ -> Optional.empty();
    };
  }

  void listed(long newFirst, long head, long newRead) {
    member = true;
    first = newFirst;
    known = Math.max(known, head);
    read = Math.max(read, newRead);
  }

  void mayReadFrom(long newFirst) {
    first = newFirst;
  }

  void left(long seq) {
    if (seq >= turn) {
      turn = seq;
      member = false;
      first = 0;
    }
  }

  /** As if what came after had never been stored on the device. */
  void loseAfter(long seq) {
    entries.tailMap(seq, false).clear();
    known = Math.min(known, seq);
  }

  /** The entry with all that later ones changed of it. */
  Message shown(Message entry) {
    return changes(entry).reduce(entry, Held::changed, (one, other) -> other);
  }

  private Stream<Message> changes(Message entry) {
    return entries.tailMap(entry.seq(), false).values().stream()
        .filter(later -> later.content() instanceof Change change && change.target() == entry.seq());
  }

  private static Message changed(Message shown, Message later) {
    if (shown.content() instanceof Deleted) {
      return shown;
    }
    return switch (later.content()) {
      case Edit(long _, Content.Said said) when later.seq() > shown.edited() && !(said instanceof Deleted) ->
        with(shown, said, later.seq(), shown.reactions());
      case Delete _ -> with(shown, new Deleted(later.sender()), shown.edited(), List.of());
      case React react -> with(shown, shown.content(), shown.edited(),
          reactions(shown, new Reaction(later.sender(), react.emoji()), react.removed()));
      case Content _ -> shown;
    };
  }

  private static List<Reaction> reactions(Message shown, Reaction reaction, boolean removed) {
    List<Reaction> reactions = new ArrayList<>(shown.reactions());
    reactions.remove(reaction);
    if (!removed) {
      reactions.add(reaction);
    }
    return reactions;
  }

  private static Message with(Message shown, Content content, long edited, List<Reaction> reactions) {
    return new Message(shown.channelId(), shown.seq(), shown.sender(), shown.clientMessageId(), shown.sentAt(), content,
        edited, reactions);
  }
}
