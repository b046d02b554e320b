package chat.model;

import java.time.Duration;

/** Every limit of the chat in one place. */
public final class Limits {
  /** UTF-8 bytes of a text. */
  public static final int TEXT_BYTES = 8 * 1024;
  /** UTF-8 bytes of a message's content as JSON. */
  public static final int ENTRY_BYTES = 16 * 1024;
  /** UTF-8 bytes of a frame in either direction: API Gateway's frame, and its unit of billing. */
  public static final int FRAME_BYTES = 32 * 1024;
  /** The largest number that JavaScript holds exactly. */
  public static final long MAX_SEQ = (1L << 53) - 1;
  /** Characters of a message that a list of channels shows: with them a head still fits into one write of 1 KB. */
  public static final int PREVIEW_CHARACTERS = 100;
  /** Users that one message mentions. */
  public static final int MENTIONS = 50;
  /** UTF-8 bytes of a reaction: the longest emoji sequences of Unicode have 35. */
  public static final int EMOJI_BYTES = 40;
  /** Pairs of user and emoji on one message, also those taken back. */
  public static final int REACTIONS = 200;
  /** Bytes of JSON of a message's reactions: with the largest content and its channel they still fit into a frame. */
  public static final int REACTION_BYTES = 10 * 1024;
  /** Edits of one message. */
  public static final int EDITS = 100;
  /** Pinned messages of a channel. */
  public static final int PINNED = 20;
  /** Characters of a file's name. */
  public static final int FILE_NAME_CHARACTERS = 255;
  /** Bytes of a file. */
  public static final long FILE_BYTES = 100L * 1024 * 1024;
  /** Characters of a group's name. */
  public static final int NAME_CHARACTERS = 100;
  /** Characters of a group's description. */
  public static final int DESCRIPTION_CHARACTERS = 300;
  /** Characters of what somebody says about themself. */
  public static final int ABOUT_CHARACTERS = 300;
  /** Others whom a user has asked or accepted as contacts. */
  public static final int CONTACTS = 5_000;
  /** Contacts of one page. */
  public static final int CONTACTS_PAGE = 100;
  /** People of one page of a search. */
  public static final int SEARCH_PAGE = 20;
  /** Characters of what a report says. */
  public static final int COMMENT_CHARACTERS = 1_000;
  /** Members of a group. */
  public static final int MEMBERS = 5_000;
  /** Users that one entry adds: they are stored with it in one transaction, which takes 100 items. */
  public static final int ADDED_MEMBERS = 50;
  /** Members of one page. */
  public static final int MEMBERS_PAGE = 100;
  /** How long an invite lives. */
  public static final Duration LONGEST_INVITE = Duration.ofDays(365);
  /** How far behind the head a sender may be before it must catch up. */
  public static final int SEND_BEHIND = 1_000;
  /** How far below the head a sender who names no {@code afterSeq} is taken to be: among so many, a repeat is found. */
  public static final int ASSUMED_BEHIND = 256;
  /** UTF-8 bytes of a request's body over HTTP. */
  public static final int BODY_BYTES = 64 * 1024;
  /** Messages of one history page, and of one page of a sync. */
  public static final int HISTORY_PAGE = 100;
  /** Channels of one page of a conversation list. */
  public static final int SYNC_PAGE = 50;
  /** Channels whose cursors one sync presents: as many as a frame holds. */
  public static final int SYNC_CURSORS = 300;
  /** Channels of one acknowledgement. */
  public static final int ACKED_CHANNELS = 50;
  /** A group with more members hears of no receipts and of nobody typing. */
  public static final int SIGNALLED_MEMBERS = 200;
  /** Users whose presence one heartbeat asks for. */
  public static final int WATCHED_USERS = 50;
  /** Devices of a user that are connected at once. */
  public static final int DEVICES = 10;
  /** Sockets of one of them, such as tabs of a browser. */
  public static final int SOCKETS_OF_A_DEVICE = 10;

  private Limits() {}
}
