package chat.messaging;

import chat.messaging.SendOutcome.Reason;
import chat.model.Change;
import chat.model.Change.Delete;
import chat.model.Change.Edit;
import chat.model.Change.Pin;
import chat.model.Change.React;
import chat.model.Content;
import chat.model.Content.Said;
import chat.model.GroupChange;
import chat.model.Limits;
import chat.model.Membership;
import chat.model.Role.Right;
import java.util.Optional;
import java.util.OptionalLong;

/** Who may say what, and change whose message how. */
public final class MessageRights {
  private MessageRights() {}

  /**
   * Why the member may not; empty if they may.
   *
   * @param seq the number that the entry would get
   * @param target the entry that a change is about, if it is there
   */
  public static Optional<Reason> denial(Membership member, Content content, long seq, boolean announcement,
      Optional<LogEntry> target) {
    Right posting = announcement ? Right.ANNOUNCE : Right.POST;
    return switch (content) {
      case Said said when !member.role().may(posting) -> Optional.of(Reason.FORBIDDEN);
      case Said said -> unlessTrue(repliesToVisible(member, said, seq), Reason.UNKNOWN_TARGET);
      case Change _ when target.filter(entry -> isChangeable(member, entry)).isEmpty() ->
        Optional.of(Reason.UNKNOWN_TARGET);
      case Change change -> denial(member, change, posting, target.get());
      case GroupChange _ -> throw new IllegalArgumentException("Groups have rules of their own.");
    };
  }

  private static Optional<Reason> denial(Membership member, Change change, Right posting, LogEntry target) {
    boolean own = target.message().sender().equals(member.userId());
    boolean direct = member.channelId().isDirect();
    return switch (change) {
      case Edit _ when !own || !member.role().may(posting) -> Optional.of(Reason.FORBIDDEN);
      case Edit _ -> unlessTrue(target.amendments().edits().size() < Limits.EDITS, Reason.LIMIT_REACHED);
      case Delete _ -> unlessTrue(own || (!direct && member.role().may(Right.DELETE_OTHERS)), Reason.FORBIDDEN);
      case React react ->
        unlessTrue(target.amendments().hasRoomFor(member.userId(), react.emoji()), Reason.LIMIT_REACHED);
      case Pin _ -> pinDenial(member);
    };
  }

  /** Why the member may not pin and unpin; empty if they may. */
  public static Optional<Reason> pinDenial(Membership member) {
    return unlessTrue(member.channelId().isDirect() || member.role().may(Right.PIN), Reason.FORBIDDEN);
  }

  private static boolean isChangeable(Membership member, LogEntry target) {
    return target.message().content() instanceof Said && !target.isDeleted() && member.sees(target.message().seq());
  }

  private static boolean repliesToVisible(Membership member, Said said, long seq) {
    OptionalLong replyTo = switch (said) {
      case Content.Text text -> text.replyTo();
      case Content.File file -> file.replyTo();
      case Content.Encrypted _,Content.Deleted _ -> OptionalLong.empty();
    };
    return replyTo.isEmpty() || (replyTo.getAsLong() < seq && member.sees(replyTo.getAsLong()));
  }

  private static Optional<Reason> unlessTrue(boolean allowed, Reason reason) {
    return allowed ? Optional.empty() : Optional.of(reason);
  }
}
