package chat.model;

/** Every limit of the chat in one place. */
public final class Limits {
  /** UTF-8 bytes of a text. */
  public static final int TEXT_BYTES = 8 * 1024;
  /** UTF-8 bytes of a frame in either direction: API Gateway's frame, and its unit of billing. */
  public static final int FRAME_BYTES = 32 * 1024;
  /** The largest number that JavaScript holds exactly. */
  public static final long MAX_SEQ = (1L << 53) - 1;
  /** Characters of a message that a list of channels shows: with them a head still fits into one write of 1 KB. */
  public static final int PREVIEW_CHARACTERS = 100;
  /** How far behind the head a sender may be before it must catch up. */
  public static final int SEND_BEHIND = 1_000;
  /** Messages of one history page. */
  public static final int HISTORY_PAGE = 100;
  /** Channels of one page of a conversation list. */
  public static final int SYNC_PAGE = 50;
  /** Channels of one acknowledgement. */
  public static final int ACKED_CHANNELS = 50;
  /** A group with more members hears of no receipts and of nobody typing. */
  public static final int SIGNALLED_MEMBERS = 200;
  /** Users whose presence one heartbeat asks for. */
  public static final int WATCHED_USERS = 50;

  private Limits() {}
}
