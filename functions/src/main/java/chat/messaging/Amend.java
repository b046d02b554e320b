package chat.messaging;

import chat.channel.Channels;
import chat.model.Change;
import chat.model.Change.Delete;
import chat.model.Change.Edit;
import chat.model.Change.Pin;
import chat.model.Change.React;
import chat.model.ChannelId;
import chat.model.Content;
import chat.model.Content.Deleted;
import chat.model.GroupChange;
import chat.model.Message;
import chat.model.UserId;
import java.util.function.UnaryOperator;

/**
 * Makes a change in place, once its entry is in the log: so history shows messages as they are now, and nothing of a
 * deleted one is left anywhere. Safe to run twice, late, and in any order.
 */
public final class Amend {
  private final MessageLog log;
  private final Channels channels;

  public Amend(MessageLog log, Channels channels) {
    this.log = log;
    this.channels = channels;
  }

  /** {@code entry}: one whose content is a change. */
  public void amend(Message entry, Change change) {
    switch (change) {
      case Edit edit -> edit(entry, edit);
      case Delete _ -> delete(entry, change.target());
      case React react ->
        replace(entry, react.target(), target -> target.isDeleted() || isErased(entry)
            ? target
            : target.marked(entry.sender(), react, entry.seq()));
      // a state of the channel, stored with its entry
      case Pin _ -> {
      }
    }
  }

  /**
   * A reaction that is followed once more, by what it was, must not come back. It is looked at after its target: whoever
   * erases it meanwhile changes the target afterwards.
   */
  private boolean isErased(Message reaction) {
    return !find(reaction.channelId(), reaction.seq()).message().content().equals(reaction.content());
  }

  /** An edit that comes to a deleted message loses what it said itself. */
  private void edit(Message entry, Edit edit) {
    LogEntry target = replace(entry, edit.target(),
        found -> found.isDeleted() ? found : found.edited(entry.seq(), edit.content()));
    if (target.message().content() instanceof Deleted(UserId by)) {
      replace(entry, entry.seq(), found -> found.emptied(by));
    } else {
      showAsLast(target);
    }
  }

  private void delete(Message entry, long seq) {
    LogEntry target = replace(entry, seq, found -> found.deleted(entry.sender()));
    for (long edit : target.amendments().edits()) {
      replace(entry, edit, found -> found.emptied(entry.sender()));
    }
    showAsLast(target);
  }

  /** Takes away what somebody said by that entry who deletes their account. Its number and kind stay. */
  public void erase(Message entry) {
    LogEntry erased = replace(entry, entry.seq(), LogEntry::erased);
    switch (entry.content()) {
      case React react -> replace(entry, react.target(), target -> target.withoutMarksOf(entry.sender()));
      case Content.Said _ -> showAsLast(erased);
      // an edit was made in place of what it changed, which is erased by itself; all else shows no text of theirs
      case Edit _,Delete _,Pin _,GroupChange _ -> {
      }
    }
  }

  /** Shows a message that was passed over, as it is now, also if it is changed at this very moment. */
  public void showLast(ChannelId channelId, long seq) {
    LogEntry entry = find(channelId, seq);
    entry.message().preview().ifPresent(preview -> channels.showLast(preview, entry.amendments().revision()));
    showAsLast(find(channelId, seq));
  }

  private LogEntry find(ChannelId channelId, long seq) {
    return log.find(channelId, seq)
        .orElseThrow(() -> new IllegalStateException("No entry " + seq + " in " + channelId));
  }

  private void showAsLast(LogEntry target) {
    target.message().preview().ifPresent(preview -> channels.amendLast(preview, target.amendments().revision()));
  }

  /** Returns the entry as it then is. */
  private LogEntry replace(Message change, long seq, UnaryOperator<LogEntry> amended) {
    while (true) {
      LogEntry before = find(change.channelId(), seq);
      LogEntry after = amended.apply(before);
      if (after.amendments().revision() == before.amendments().revision() || log.replace(after)) {
        return after;
      }
    }
  }
}
