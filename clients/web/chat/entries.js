// What a conversation's stream shows, from top to bottom.

import { Changes } from "./changes.js";
import { isChange, isGroupChange, isSaid, replyTo, textOf } from "./contents.js";
import { noticeOf } from "./notices.js";
import { dayKey, dayName } from "./times.js";

/** @typedef {import("./conversation.js").Conversation} Conversation */
/** @typedef {import("./conversation.js").Receipt} Receipt */
/** @typedef {import("./outbox.js").Outgoing} Outgoing */
/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {{me: string, nameOf: import("./names.js").NameOf}} Reader */
/** @typedef {{seq: number, author: string, text: string}} Quote */
/** @typedef {{emoji: string, users: string[], mine: boolean}} ReactionCount */
/**
 * @typedef {object} Shown
 * @property {string} key
 * @property {number} time
 */
/**
 * @typedef {object} MessageParts
 * @property {"message"} kind
 * @property {Message} message as it is to be shown; seq 0 while it is on its way
 * @property {string} text
 * @property {boolean} mine
 * @property {string} author whom to name above it; empty where that is plain
 * @property {"sent" | "sending" | "failed"} state
 * @property {Receipt | null} receipt how far the peer has come with an own message
 * @property {string | null} reason why it failed
 * @property {boolean} follows the same sender goes on, shortly after
 * @property {boolean} mentioned it asks for the reader's attention
 * @property {boolean} pinned
 * @property {Quote | null} quote of what it answers
 * @property {ReactionCount[]} reactions
 */
/**
 * @typedef {Shown & MessageParts} MessageEntry
 * @typedef {Shown & {kind: "day" | "notice", text: string}} WordsEntry
 * @typedef {Shown & {kind: "hole"}} HoleEntry
 * @typedef {MessageEntry | WordsEntry | HoleEntry} Entry
 */

const CLOSE_IN_TIME = 3 * 60_000;
/** Own changes on their way count as the newest. */
const NOT_YET = Number.MAX_SAFE_INTEGER - 1_000_000;

/**
 * @param {Reader} reader
 * @param {Conversation | null} conversation
 * @param {Outgoing[]} outgoing
 * @returns {Entry[]}
 */
export function entriesOf(reader, conversation, outgoing) {
  const { me, nameOf } = reader;
  const pending = pendingChanges(me, outgoing);
  /** @type {Entry[]} */
  const entries = [];
  let before = 0;
  for (const held of conversation?.messages() ?? []) {
    if (before > 0 && held.seq !== before + 1) {
      entries.push({ kind: "hole", key: `hole-${held.seq}`, time: held.sentAt });
    }
    before = held.seq;
    const message = pending.applyTo(held);
    const { content, sentAt: time, sender, clientMessageId } = message;
    const key = `${sender}/${clientMessageId}`;
    if (isGroupChange(content)) {
      entries.push({ kind: "notice", key, time, text: noticeOf({ ...message, content }, me, nameOf) });
    } else if (!isChange(content)) {
      entries.push(messageEntry(reader, conversation, message, pending));
    }
  }
  if (!conversation?.isLookingBack) {
    for (const { clientMessageId, content, createdAt, state, reason } of outgoing) {
      if (isSaid(content)) {
        const message = { channelId: "", seq: 0, sender: me, clientMessageId, sentAt: createdAt, content };
        entries.push({ ...messageEntry(reader, conversation, message, pending), state, reason, receipt: null });
      }
    }
  }
  return arranged(entries);
}

/**
 * @param {Reader} reader
 * @param {Conversation | null} conversation
 * @param {Message} message
 * @param {Changes} pending
 * @returns {MessageEntry}
 */
function messageEntry(reader, conversation, message, pending) {
  const { me, nameOf } = reader;
  const { sender, content, seq } = message;
  const mine = sender === me;
  return {
    kind: "message",
    key: `${sender}/${message.clientMessageId}`,
    time: message.sentAt,
    message,
    text: textOf(content),
    mine,
    author: conversation?.isGroup && !mine ? nameOf(sender) : "",
    state: "sent",
    receipt: mine && conversation && !conversation.isGroup ? conversation.receipt(seq) : null,
    reason: null,
    follows: false,
    mentioned: content.type === "text" && (content.mentions?.includes(me) ?? false),
    pinned: conversation?.state.now.pinned.includes(seq) ?? false,
    quote: quoteOf(reader, conversation, replyTo(content), pending),
    reactions: counted(me, message.reactions ?? []),
  };
}

/**
 * @param {Reader} reader
 * @param {Conversation | null} conversation
 * @param {number | null} seq
 * @param {Changes} pending
 * @returns {Quote | null}
 */
function quoteOf({ me, nameOf }, conversation, seq, pending) {
  if (seq === null) {
    return null;
  }
  const held = conversation?.glimpse(seq);
  if (!held) {
    return { seq, author: "", text: "An earlier message" };
  }
  const { sender, content } = pending.applyTo(held);
  return { seq, author: sender === me ? "You" : nameOf(sender), text: textOf(content) };
}

/** @param {string} me @param {import("./protocol.js").Reaction[]} reactions @returns {ReactionCount[]} */
function counted(me, reactions) {
  /** @type {Map<string, string[]>} */
  const users = new Map();
  for (const { emoji, userId } of reactions) {
    users.set(emoji, [...(users.get(emoji) ?? []), userId]);
  }
  return [...users].map(([emoji, who]) => ({ emoji, users: who, mine: who.includes(me) }));
}

/** @param {string} me @param {Outgoing[]} outgoing */
function pendingChanges(me, outgoing) {
  const changes = new Changes();
  outgoing.forEach(({ content, state }, index) => {
    if (isChange(content) && state === "sending") {
      changes.add({ seq: NOT_YET + index, sender: me, content });
    }
  });
  return changes;
}

/** With a heading for each day; what one person says in one go belongs together. @param {Entry[]} entries */
function arranged(entries) {
  /** @type {Entry[]} */
  const result = [];
  let day = "";
  for (const entry of entries) {
    const before = result.at(-1);
    if (dayKey(entry.time) !== day) {
      day = dayKey(entry.time);
      result.push({ kind: "day", key: `day-${day}`, time: entry.time, text: dayName(entry.time) });
    } else if (entry.kind === "message" && before?.kind === "message") {
      entry.follows = before.message.sender === entry.message.sender && entry.time - before.time < CLOSE_IN_TIME;
    }
    result.push(entry);
  }
  return result;
}
