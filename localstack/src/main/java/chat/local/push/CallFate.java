package chat.local.push;

/** What becomes of a call to SNS. */
public enum CallFate {
  /** It is done. */
  TAKEN,
  /** Too much is asked for. */
  THROTTLED,
  /** A fault of SNS. */
  FAILED;

  /** Decides for each call. */
  @FunctionalInterface
  public interface Judge {
    /** Lets every call be done. */
    Judge NONE = (caller, action) -> TAKEN;

    /** {@code caller}: whose credentials signed it; {@code action}: such as {@code Publish}. */
    CallFate judge(String caller, String action);
  }
}
