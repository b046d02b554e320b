package chat.push;

import chat.model.Content;
import chat.model.Membership;
import chat.model.Message;
import chat.model.PushDevice;
import java.time.Instant;

/** Whether a device is to be told of a message, and how. The first rule that applies decides. */
public final class PushDecision {
  private PushDecision() {}

  /**
   * All that it depends on.
   *
   * @param place the user's in the channel
   * @param apart whether the sender or the user blocks the other
   * @param direct whether it is a direct channel
   * @param inUse whether the device has an open socket and somebody uses it
   * @param doNotDisturb whether the user wants to be left alone
   * @param followUp the device was connected when the message came
   */
  public record Facts(PushDevice device, Message message, Membership place, boolean apart, boolean direct,
      boolean inUse, boolean doNotDisturb, boolean followUp, Instant now) {
    boolean mentions() {
      return message.content() instanceof Content.Text text && text.mentions().contains(place.userId());
    }
  }

  /** What is to be done. */
  public sealed interface Verdict {
    /**
     * The device is told.
     *
     * @param shown whether the notification says who wrote what
     * @param urgent whether it may wake the device
     */
    record Tell(boolean shown, boolean urgent, boolean mention) implements Verdict {}

    record Leave(Reason reason) implements Verdict {}
  }

  /** Why a device is not told. */
  public enum Reason {
    /** It is a change, or was deleted. */
    NOTHING_TO_READ, OWN, NOT_A_MEMBER,
    /** On another device. */
    READ,
    /** It came after all. */
    DELIVERED, IN_USE, BLOCKED, MUTED, DO_NOT_DISTURB, QUIET_HOURS
  }

  public static Verdict of(Facts facts) {
    Message message = facts.message();
    Membership place = facts.place();
    long seq = message.seq();
    if (!isReadable(message)) {
      return new Verdict.Leave(Reason.NOTHING_TO_READ);
    }
    if (message.sender().equals(place.userId())) {
      return new Verdict.Leave(Reason.OWN);
    }
    if (!place.isActive() || !place.sees(seq)) {
      return new Verdict.Leave(Reason.NOT_A_MEMBER);
    }
    if (place.read() >= seq) {
      return new Verdict.Leave(Reason.READ);
    }
    if (facts.followUp() ? place.delivered() >= seq : facts.inUse()) {
      return new Verdict.Leave(facts.followUp() ? Reason.DELIVERED : Reason.IN_USE);
    }
    if (facts.apart()) {
      return new Verdict.Leave(Reason.BLOCKED);
    }
    if (place.isMutedAt(facts.now()) && !facts.mentions()) {
      return new Verdict.Leave(Reason.MUTED);
    }
    if (facts.doNotDisturb()) {
      return new Verdict.Leave(Reason.DO_NOT_DISTURB);
    }
    if (facts.device().quietHours().filter(quiet -> quiet.include(facts.now())).isPresent()) {
      return new Verdict.Leave(Reason.QUIET_HOURS);
    }
    boolean shown = facts.device().preview() && !(message.content() instanceof Content.Encrypted);
    return new Verdict.Tell(shown, facts.direct() || facts.mentions(), facts.mentions());
  }

  /** Whether it is a message of its own that says anything. */
  static boolean isReadable(Message message) {
    return message.content() instanceof Content.Said && !(message.content() instanceof Content.Deleted);
  }
}
