// Tells the server how far this user has come. A frame costs a call and is told to others, so there are few of them.

import { ACK_CHANNELS, windowTimer } from "./protocol.js";

/** @typedef {import("./conversation.js").Conversation} Conversation */

const PAUSE_MILLIS = 1_000;

/**
 * No answer comes, so what was sent counts as told. What got lost shows in the next `synced`, which says what the
 * server holds, and is sent again.
 */
export class Acks {
  #connection;
  #conversations;
  #timer;
  /** @type {(() => void) | null} */
  #cancel = null;

  /**
   * @param {object} parts
   * @param {{tell(action: import("./protocol.js").Ack): boolean}} parts.connection
   * @param {() => Conversation[]} parts.conversations
   * @param {import("./protocol.js").Timer} [parts.timer]
   */
  constructor({ connection, conversations, timer = windowTimer }) {
    this.#connection = connection;
    this.#conversations = conversations;
    this.#timer = timer;
  }

  /** Something may have moved; what moves until the pause is over goes in one frame. */
  moved() {
    if (this.#cancel === null && this.#due().length > 0) {
      this.#cancel = this.#timer(() => {
        this.#cancel = null;
        this.flush();
      }, PAUSE_MILLIS);
    }
  }

  /** At once; without a connection it stays to be told. */
  flush() {
    this.stop();
    const due = this.#due();
    const now = due.slice(0, ACK_CHANNELS);
    const channels = now.map(({ channelId, own }) => ({ channelId, ...own }));
    if (now.length > 0 && this.#connection.tell({ action: "ack", channels })) {
      now.forEach((conversation) => conversation.tell());
      if (due.length > now.length) {
        this.moved();
      }
    }
  }

  stop() {
    this.#cancel?.();
    this.#cancel = null;
  }

  #due() {
    return this.#conversations().filter((conversation) => conversation.isAheadOfServer);
  }
}
