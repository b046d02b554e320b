// A channel log as the server keeps it, and a connection to it that a test can cut, delay and falsify.

import { NoAnswerError, RefusedError } from "../chat/protocol.js";

/** @typedef {import("../chat/protocol.js").Message} Message */

/** @returns {import("../chat/outbox.js").Store & {values: Map<string, string>}} */
export function storage() {
  /** @type {Map<string, string>} */
  const values = new Map();
  return {
    values,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

/** @param {number} seq @returns {Message} */
export function message(seq, sender = "bob", channelId = "d.1") {
  return {
    channelId,
    seq,
    sender,
    clientMessageId: `${sender}-${seq}`,
    sentAt: 1_000_000 + seq,
    content: { type: "text", text: `text ${seq}` },
  };
}

/** @param {number} seq @param {import("../chat/protocol.js").Content} content @returns {Message} */
export function entry(seq, content, sender = "bob", channelId = "d.1") {
  return { ...message(seq, sender, channelId), content };
}

/** Names of a test: as the ids, with a capital. @type {import("../chat/names.js").NameOf} */
export const nameOf = (userId) => userId.charAt(0).toUpperCase() + userId.slice(1);

/** @param {string} code @param {number} [retryAfterMillis] */
export const refusal = (code, retryAfterMillis) =>
  new RefusedError({ code, reason: `Refused: ${code}.`, retryAfterMillis });

export const SEND_BEHIND = 1_000;

/** Speaks as the real server does, for one user and one channel: direct with bob, or a group. */
export class FakeServer {
  /** The group's settings, if it is one. @type {Record<string, unknown> | null} */
  group = null;
  /** What the server holds of the peer. @type {{peerDelivered?: number, peerRead?: number}} */
  peer = {};
  /** The lowest seq that the user may read. */
  first = 1;
  /** The entry by which the user left. */
  left = 0;
  /** Who of the group is. @type {import("../chat/protocol.js").Sighting[]} */
  online = [];
  /** Messages of one sync page, and whether the next one goes on with the channel. */
  syncPage = 100;
  goesOn = true;
  /** Other channels, one a page, before the one. @type {any[]} */
  others = [];
  /** @type {Message[]} */
  log = [];
  member = false;
  /** What the list says, which follows the log with a delay. @type {number | null} */
  listedHead = null;
  /** Of the user. */
  cursors = { delivered: 0, read: 0 };
  /** @type {any[]} */
  actions = [];
  /** Called before an action is done; may throw. @type {(action: any) => void} */
  before = () => {};
  /** Called after; may throw, as if the answer were lost. @type {(action: any) => void} */
  after = () => {};

  /** @param {number} count @param {string} [sender] */
  fill(count, sender = "bob") {
    this.member = true;
    for (let i = 0; i < count; i++) {
      this.log.push(message(this.log.length + 1, sender));
    }
  }

  /** @param {any} action @returns {any} */
  answer(action) {
    this.actions.push(structuredClone(action));
    this.before(action);
    const answer = this.#do(action);
    this.after(action);
    return answer;
  }

  /** @param {any} action */
  #do(action) {
    switch (action.action) {
      case "sync":
        return this.#sync(action);
      case "history":
        return this.#history(action);
      case "send":
        return this.#send(action);
      case "ack":
        return this.#acknowledge(action);
      case "online":
        return { event: "online", channelId: action.channelId, users: this.online };
      default:
        throw refusal("UNKNOWN_ACTION");
    }
  }

  get channelId() {
    return this.group ? "g.1" : "d.1";
  }

  /** @param {any} action */
  #sync({ cursors = [], after }) {
    const [page = 0, from = 0] = (after ?? "0").split(":").map(Number);
    if (page < this.others.length) {
      return { event: "synced", channels: [this.others[page]], next: String(page + 1) };
    }
    const cursor = cursors.find((/** @type {any} */ other) => other.channelId === this.channelId);
    if (this.left > 0) {
      return { event: "synced", channels: cursor ? [{ channelId: this.channelId, left: this.left }] : [] };
    }
    const head = this.listedHead ?? this.log.length;
    if (!this.member || (cursor && head <= cursor.delivered && cursor.read === this.cursors.read)) {
      return { event: "synced", channels: [] };
    }
    const missing = cursor ? this.log.slice(Math.max(cursor.delivered, this.first - 1, from), head) : [];
    const messages = missing.slice(0, this.syncPage);
    const more = missing.length > messages.length;
    const given = messages.length === 0 ? {} : { messages, more };
    const next = more && this.goesOn ? { next: `${page}:${messages.at(-1)?.seq}` } : {};
    return { event: "synced", channels: [{ ...this.#entry(head), ...given }], ...next };
  }

  /** @param {number} head */
  #entry(head) {
    const unread = Math.max(0, head - this.cursors.read);
    const lastMessage = this.log[head - 1];
    const kind = this.group ? { kind: "group", ...this.group } : { kind: "direct", peer: "bob", ...this.peer };
    return { channelId: this.channelId, ...kind, first: this.first, head, unread, ...this.cursors, lastMessage };
  }

  /** @param {any} action */
  #acknowledge({ channels }) {
    for (const { delivered, read } of channels) {
      this.cursors = {
        delivered: Math.max(this.cursors.delivered, delivered, read),
        read: Math.max(this.cursors.read, read),
      };
    }
  }

  /** @param {any} action */
  #history({ channelId, before = Number.MAX_SAFE_INTEGER, after, around, limit = 100 }) {
    if (!this.member || this.left > 0 || channelId !== this.channelId) {
      throw refusal("NOT_A_MEMBER");
    }
    const page = { event: "page", channelId, first: this.first };
    const log = this.log.filter(({ seq }) => seq >= this.first);
    if (around !== undefined) {
      const half = Math.floor(limit / 2);
      const messages = log.filter(({ seq }) => seq >= around - half && seq < around + half);
      return { ...page, messages, more: (messages.at(-1)?.seq ?? 0) < this.log.length };
    }
    const found = log.filter(({ seq }) => (after === undefined ? seq < before : seq > after));
    const messages = after === undefined ? found.slice(-limit) : found.slice(0, limit);
    return { ...page, messages, more: found.length > messages.length };
  }

  /** @param {any} action */
  #send({ channelId, clientMessageId, afterSeq, content }) {
    if (channelId !== undefined && !this.member) {
      throw refusal("NOT_A_MEMBER");
    }
    if (content.type === "create") {
      this.group = {
        name: content.name,
        description: "",
        announcement: false,
        history: "joined",
        size: 1,
        role: "owner",
      };
    }
    this.member = true;
    if (afterSeq > this.log.length) {
      throw refusal("UNKNOWN_SEQUENCE");
    }
    // As the real one: a twin is looked for in the scan only.
    const scan = this.log.slice(Math.max(afterSeq - 1, 0), Math.max(afterSeq - 1, 0) + SEND_BEHIND + 1);
    let stored = scan.find((other) => other.sender === "alice" && other.clientMessageId === clientMessageId);
    if (!stored) {
      if (scan.length > SEND_BEHIND) {
        throw refusal("BEHIND");
      }
      stored = { ...message(this.log.length + 1, "alice", this.channelId), clientMessageId, content };
      this.log.push(stored);
    }
    return { event: "accepted", channelId: this.channelId, clientMessageId, seq: stored.seq, sentAt: stored.sentAt };
  }
}

export class FakeConnection {
  isOpen = false;
  /** @type {import("../chat/connection.js").Listeners[]} */
  #listeners = [];

  /** @param {FakeServer} server */
  constructor(server) {
    this.server = server;
  }

  /** @param {import("../chat/connection.js").Listeners} listeners */
  listen(listeners) {
    this.#listeners.push(listeners);
  }

  open() {
    this.isOpen = true;
    this.#listeners.forEach((listeners) => listeners.status?.({ phase: "open" }));
  }

  lose() {
    this.isOpen = false;
    this.#listeners.forEach((listeners) => listeners.status?.({ phase: "waiting", retryAt: 0, unreachable: false }));
  }

  /** @param {Message[]} messages in one frame */
  deliver(...messages) {
    this.#listeners.forEach((listeners) => listeners.messages?.(messages));
  }

  /** @param {import("../chat/protocol.js").Sighting[]} users */
  see(...users) {
    this.#listeners.forEach((listeners) => listeners.presence?.(users));
  }

  /** @param {{forgotten?: boolean, watched?: import("../chat/protocol.js").Sighting[]}} [more] */
  alive(more = {}) {
    this.#listeners.forEach((listeners) =>
      listeners.alive?.({ event: "alive", nextHeartbeatSeconds: 5, watched: [], ...more }),
    );
  }

  /** @param {string} userId @param {number} delivered @param {number} read */
  receipt(userId, delivered, read) {
    this.#listeners.forEach((listeners) =>
      listeners.receipt?.({ event: "receipt", userId, channels: [{ channelId: "d.1", delivered, read }] }),
    );
  }

  /** @param {any} action */
  tell(action) {
    if (this.isOpen) {
      this.server.answer(action);
    }
    return this.isOpen;
  }

  /** @param {any} action @returns {Promise<any>} */
  async request(action) {
    await Promise.resolve();
    if (!this.isOpen) {
      throw new NoAnswerError();
    }
    return this.server.answer(action);
  }
}

/** Lets everything happen that can, timers included, until the condition holds. @param {() => boolean} holds */
export async function until(holds) {
  const deadline = Date.now() + 2_000;
  while (!holds()) {
    if (Date.now() > deadline) {
      throw new Error(`Never: ${holds}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** Waits a thousandth of what is asked; what is meant for much later never comes. @type {import("../chat/protocol.js").Timer} */
export const hastyTimer = (action, millis) => {
  if (millis >= 5_000) {
    return () => {};
  }
  const id = setTimeout(action, millis / 1000);
  return () => clearTimeout(id);
};
