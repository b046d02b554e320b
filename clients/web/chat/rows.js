// The list of chats: one row for each person and each group.

import { isChange, isGroupChange, isSaid, textOf } from "./contents.js";
import { mutedText } from "./muting.js";
import { noticeOf } from "./notices.js";
import { withPeer } from "./places.js";

/** @typedef {import("./conversation.js").Conversation} Conversation */
/** @typedef {import("./places.js").Place} Place */
/** @typedef {import("./store.js").Store} Store */
/**
 * @typedef {object} Row
 * @property {Place} place
 * @property {string} name
 * @property {string | null} peer null for a group
 * @property {import("./protocol.js").Sighting | null} presence null if it is not known
 * @property {string[]} typing
 * @property {number} unread
 * @property {boolean} mentioned
 * @property {string} muted in words, or nothing
 * @property {{text: string, sentAt: number} | null} last newest message, sent or on its way
 */

/** The latest first, then those never talked to. @param {Store} store @returns {Row[]} */
export function rowsOf(store) {
  const people = store.people().map((peer) => rowOf(store, withPeer(peer)));
  const groups = store.groups().map(({ place }) => rowOf(store, place));
  return [...groups, ...people].sort((one, other) => (other.last?.sentAt ?? 0) - (one.last?.sentAt ?? 0));
}

/** How many messages ask for attention: those of muted chats do not. @param {Row[]} rows */
export const unreadIn = (rows) => rows.reduce((sum, { unread, muted }) => sum + (muted === "" ? unread : 0), 0);

/** @param {Store} store @param {Place} place @returns {Row} */
function rowOf(store, place) {
  const conversation = store.at(place);
  const peer = conversation ? conversation.peer : new URLSearchParams(place).get("with");
  return {
    place,
    name: peer === null ? titleOf(conversation) : store.nameOf(peer),
    peer,
    presence: peer === null ? null : store.presenceOf(peer),
    typing: conversation ? store.typingIn(conversation.channelId) : [],
    unread: conversation?.unread ?? 0,
    mentioned: conversation?.isMentioned ?? false,
    muted: mutedText(conversation?.mutedUntil ?? 0),
    last: lastOf(store, place, conversation),
  };
}

/** Of a group. @param {Conversation | null} conversation */
export const titleOf = (conversation) => conversation?.state.now.name || "Group";

/** @param {Store} store @param {Place} place @param {Conversation | null} conversation */
function lastOf(store, place, conversation) {
  const outgoing = store.outbox
    .of(place)
    .filter(({ content }) => isSaid(content))
    .at(-1);
  if (outgoing) {
    return { text: `You: ${textOf(outgoing.content)}`, sentAt: outgoing.createdAt };
  }
  const last = conversation?.last;
  if (!last || isChange(last.content)) {
    return null;
  }
  if (isGroupChange(last.content)) {
    return { text: noticeOf({ ...last, content: last.content }, store.me, store.nameOf), sentAt: last.sentAt };
  }
  const author = last.sender === store.me ? "You: " : conversation?.isGroup ? `${store.nameOf(last.sender)}: ` : "";
  return { text: author + textOf(last.content), sentAt: last.sentAt };
}
