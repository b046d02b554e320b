// What is said between client and server: messages, events, actions, limits, refusals.

/** @typedef {"owner" | "admin" | "member"} Role */
/** @typedef {"joined" | "all"} Reach what newcomers may read */

/**
 * @typedef {{type: "text", text: string, mentions?: string[], replyTo?: number}} Text
 * @typedef {{type: "file", fileId: string, name: string, mediaType: string, bytes: number, caption?: string,
 *   replyTo?: number}} File
 * @typedef {{type: "encrypted", payload: string}} Encrypted
 * @typedef {{type: "deleted", by: string}} Deleted what is left of a message; only the server says it
 * @typedef {{type: "unknown"}} Unknown what a newer server says
 * @typedef {Text | File | Encrypted | Deleted | Unknown} Said
 */
/**
 * @typedef {{type: "edit", target: number, content: Said}} Edit
 * @typedef {{type: "delete", target: number}} Delete
 * @typedef {{type: "reaction", target: number, emoji: string, removed?: boolean}} React
 * @typedef {{type: "pin", target: number, removed?: boolean}} Pin
 * @typedef {Edit | Delete | React | Pin} Change of an earlier message
 */
/**
 * @typedef {object} Settings
 * @property {string} name
 * @property {string} description
 * @property {boolean} announcement
 * @property {Reach} history
 */
/**
 * @typedef {{type: "create", name: string, members?: string[]} & Partial<Settings>} Create
 * @typedef {{type: "settings"} & Partial<Settings>} Set
 * @typedef {{type: "add", users: string[]}} Add
 * @typedef {{type: "remove", user: string}} Remove
 * @typedef {{type: "leave", newOwner?: string}} Leave
 * @typedef {{type: "join"}} Join
 * @typedef {{type: "role", user: string, role: Role}} Promote
 * @typedef {Create | Set | Add | Remove | Leave | Join | Promote} GroupChange
 */
/** @typedef {Said | Change | GroupChange} Content */
/** @typedef {{userId: string, emoji: string}} Reaction */
/**
 * @typedef {object} Message
 * @property {string} channelId
 * @property {number} seq
 * @property {string} sender
 * @property {string} clientMessageId
 * @property {number} sentAt milliseconds since 1970, by the server's clock
 * @property {Content} content
 * @property {number} [edited] seq of the newest edit that the content has taken in
 * @property {Reaction[]} [reactions]
 */

/**
 * A channel as a sync tells of it.
 *
 * @typedef {object} Held
 * @property {string} channelId
 * @property {undefined} [left]
 * @property {number[]} [pinned]
 * @property {number} first the lowest seq that the caller may read
 * @property {number} head
 * @property {number} unread
 * @property {number} delivered the caller's own cursor
 * @property {number} read the caller's own cursor
 * @property {number} [mutedUntil] absent if the caller has not muted it
 * @property {Message} [lastMessage] shortened
 * @property {Message[]} [messages]
 * @property {boolean} [more]
 */
/**
 * @typedef {Held & {kind: "direct", peer: string, peerDelivered?: number, peerRead?: number}} DirectEntry
 * @typedef {Held & Settings & {kind: "group", size: number, role: Role}} GroupEntry
 * @typedef {{channelId: string, left: number}} LeftEntry
 * @typedef {DirectEntry | GroupEntry | LeftEntry} ChannelEntry
 */
/** @typedef {{userId: string, role: Role, delivered: number, read: number}} Member */
/** @typedef {"online" | "away" | "do-not-disturb" | "offline"} PresenceState */
/** @typedef {{userId: string, state: PresenceState, version: number, lastActiveAt?: number}} Sighting */

/**
 * @typedef {{requestId?: string}} Answered
 * @typedef {Answered & {event: "accepted", channelId: string, clientMessageId: string, seq: number, sentAt: number}} Accepted
 * @typedef {Answered & {event: "alive", nextHeartbeatSeconds: number, forgotten?: boolean, watched: Sighting[]}} Alive
 * @typedef {Answered & {event: "synced", channels: ChannelEntry[], next?: string}} Synced
 * @typedef {Answered & {event: "page", channelId: string, messages: Message[], more: boolean, first?: number}} Page
 * @typedef {Answered & {event: "members", channelId: string, members: Member[], next?: string}} MemberPage
 * @typedef {Answered & {event: "invite", channelId: string, invite: string, expiresAt: number, uses: number}} Invited
 * @typedef {Answered & {event: "revoked", channelId: string}} Revoked
 * @typedef {Answered & {event: "status", doNotDisturb: boolean}} StatusSet
 * @typedef {Answered & {event: "online", channelId: string, users: Sighting[]}} OnlineMembers who are not offline
 * @typedef {Answered & {event: "refused", code: string, reason: string, retryAfterMillis?: number, errorId?: string}} Refused
 * @typedef {{event: "messages", messages: Message[], requestId?: undefined}} Delivered
 * @typedef {{event: "receipt", userId: string, channels: Cursor[], requestId?: undefined}} Receipt
 * @typedef {{event: "typing", channelId: string, userId: string, requestId?: undefined}} MemberTyping
 * @typedef {{event: "presence", users: Sighting[], nextHeartbeatSeconds?: number, requestId?: undefined}} PresenceChanged
 * @typedef {{event: "ended", reason: EndReason, requestId?: undefined}} Ended the server closes this socket on purpose
 * @typedef {Accepted | Alive | Synced | Page | MemberPage | Invited | Revoked | StatusSet | OnlineMembers | Refused
 *   | Delivered | Receipt | MemberTyping | PresenceChanged | Ended} ServerEvent
 */

/** @typedef {"DISPLACED" | "SIGNED_OUT" | "SUSPENDED" | "ACCOUNT_DELETED"} EndReason */

/** @typedef {{channelId: string} | {userId: string} | {invite: string} | {}} Destination nowhere: a new group */
/** @typedef {{channelId: string, delivered: number, read: number}} Cursor */
/**
 * @typedef {{action: "send", clientMessageId: string, afterSeq: number, content: Content} & Destination} Send
 * @typedef {{action: "heartbeat", watch?: string[], everySeconds?: number, away: boolean}} Heartbeat
 * @typedef {{action: "ack", channels: Cursor[]}} Ack
 * @typedef {{action: "typing", channelId: string}} Typing
 * @typedef {{action: "sync", cursors?: Cursor[], after?: string}} Sync
 * @typedef {{action: "history", channelId: string, before?: number, after?: number, around?: number,
 *   limit?: number}} History
 * @typedef {{action: "members", channelId: string, after?: string}} Members
 * @typedef {{action: "invite", channelId: string, expiresInSeconds?: number, uses?: number}} Invite
 * @typedef {{action: "revoke", channelId: string, invite?: string}} Revoke
 * @typedef {{action: "status", doNotDisturb: boolean}} SetStatus
 * @typedef {{action: "online", channelId: string}} Online
 * @typedef {Send | Heartbeat | Sync | History | Members | Invite | Revoke | SetStatus | Online} Action with an answer
 */
/**
 * The event that answers an action, refusals apart.
 *
 * @template A
 * @typedef {A extends Send ? Accepted : A extends Heartbeat ? Alive : A extends Sync ? Synced
 *   : A extends Members ? MemberPage : A extends Invite ? Invited : A extends Revoke ? Revoked
 *   : A extends SetStatus ? StatusSet : A extends Online ? OnlineMembers : Page} AnswerTo
 */
/** @typedef {(action: () => void, millis: number) => (() => void)} Timer runs later; returns how to cancel */

export const TEXT_BYTES = 8192;
export const HISTORY_PAGE = 100;
export const WATCHED_USERS = 50;
export const ACK_CHANNELS = 50;
export const SYNC_CURSORS = 300;
export const ADDED_MEMBERS = 50;
export const MENTIONS = 50;

const FIRST_RETRY_MILLIS = 500;
const LAST_RETRY_MILLIS = 30_000;
/** A limit that takes longer to pass is for the user to know. */
const WORTH_WAITING_MILLIS = 30_000;

/** The server said no, for a reason. */
export class RefusedError extends Error {
  /** @param {Pick<Refused, "code" | "reason" | "retryAfterMillis">} refused */
  constructor(refused) {
    super(refused.reason);
    this.code = refused.code;
    this.retryAfterMillis = refused.retryAfterMillis;
  }

  /** Whether the very same action may do better in a moment. */
  get passing() {
    const soon = this.code === "RATE_LIMITED" && (this.retryAfterMillis ?? Infinity) <= WORTH_WAITING_MILLIS;
    return soon || this.code === "BUSY" || this.code === "INTERNAL";
  }
}

/** No answer came: the action may or may not have been done. */
export class NoAnswerError extends Error {}

/** What to tell the user of it. @param {unknown} error */
export const sentenceOf = (error) => (error instanceof Error ? error.message : String(error));

/** @type {Timer} */
export const windowTimer = (action, millis) => {
  const id = setTimeout(action, millis);
  return () => clearTimeout(id);
};

/**
 * Half of the delay is chance, so that the clients of a failed server do not all return at once.
 *
 * @param {number} failures in a row, from 1
 * @param {() => number} random
 */
export function retryDelay(failures, random = Math.random) {
  const ceiling = Math.min(LAST_RETRY_MILLIS, FIRST_RETRY_MILLIS * 2 ** Math.min(failures - 1, 16));
  return Math.round(ceiling * (0.5 + random() / 2));
}
