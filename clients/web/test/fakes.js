// A channel log as the server keeps it, and a connection to it that a test can cut, delay and falsify.

import { NoAnswerError, RefusedError } from "../protocol.js";

/** @typedef {import("../protocol.js").Message} Message */
/** @typedef {import("../protocol.js").Status} Status */

/** @returns {import("../outbox.js").Store & {values: Map<string, string>}} */
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

/** @param {string} code @param {number} [retryAfterMillis] */
export const refusal = (code, retryAfterMillis) =>
  new RefusedError({ event: "refused", code, reason: `Refused: ${code}.`, retryAfterMillis });

export const SEND_BEHIND = 1_000;

/** Speaks as the real server does, for one user and one peer. */
export class FakeServer {
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
        return { event: "synced", channels: this.member ? [this.#entry()] : [] };
      case "history":
        return this.#history(action);
      case "send":
        return this.#send(action);
      case "ack":
        return this.#acknowledge(action);
      default:
        throw refusal("UNKNOWN_ACTION");
    }
  }

  #entry() {
    const head = this.listedHead ?? this.log.length;
    const unread = Math.max(0, head - this.cursors.read);
    const lastMessage = this.log[head - 1];
    return { channelId: "d.1", kind: "direct", peer: "bob", head, unread, ...this.cursors, lastMessage };
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
  #history({ channelId, before = Number.MAX_SAFE_INTEGER, after, limit = 100 }) {
    if (!this.member || channelId !== "d.1") {
      throw refusal("NOT_A_MEMBER");
    }
    const found = this.log.filter(({ seq }) => (after === undefined ? seq < before : seq > after));
    const messages = after === undefined ? found.slice(-limit) : found.slice(0, limit);
    return { event: "page", channelId, messages, more: found.length > messages.length };
  }

  /** @param {any} action */
  #send({ channelId, clientMessageId, afterSeq, content }) {
    if (channelId !== undefined && !this.member) {
      throw refusal("NOT_A_MEMBER");
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
      stored = { ...message(this.log.length + 1, "alice"), clientMessageId, content };
      this.log.push(stored);
    }
    return { event: "accepted", channelId: "d.1", clientMessageId, seq: stored.seq, sentAt: stored.sentAt };
  }
}

export class FakeConnection {
  isOpen = false;
  probes = 0;
  /** @type {import("../protocol.js").Listeners[]} */
  #listeners = [];

  /** @param {FakeServer} server */
  constructor(server) {
    this.server = server;
  }

  /** @param {import("../protocol.js").Listeners} listeners */
  listen(listeners) {
    this.#listeners.push(listeners);
  }

  probe() {
    this.probes++;
  }

  open() {
    this.isOpen = true;
    this.#listeners.forEach((listeners) => listeners.status?.({ phase: "open" }));
  }

  lose() {
    this.isOpen = false;
    this.#listeners.forEach((listeners) =>
      listeners.status?.({ phase: "waiting", retryAt: 0, unreachable: false }),
    );
  }

  /** @param {Message} message */
  deliver(message) {
    this.#listeners.forEach((listeners) => listeners.message?.(message));
  }

  /** @param {string} userId @param {number} delivered @param {number} read */
  receipt(userId, delivered, read) {
    this.#listeners.forEach((listeners) =>
      listeners.receipt?.({ event: "receipt", channelId: "d.1", userId, delivered, read }),
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

/** Waits a thousandth of what is asked; what is meant for much later never comes. @type {import("../protocol.js").Timer} */
export const hastyTimer = (action, millis) => {
  if (millis >= 5_000) {
    return () => {};
  }
  const id = setTimeout(action, millis / 1000);
  return () => clearTimeout(id);
};
