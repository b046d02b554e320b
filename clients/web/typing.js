// Who is writing right now. Nothing of it is kept or repeated: it ends by itself.

import { windowTimer } from "./protocol.js";

/** @typedef {import("./protocol.js").Timer} Timer */
/** @typedef {import("./protocol.js").Connection} Connection */
/** @typedef {{listen: Connection["listen"], tell(action: import("./protocol.js").Typing): boolean}} Line */

const PAUSE_MILLIS = 3_000;
/** More than the pause, so that somebody who goes on writing is shown without a break. */
const SHOWN_MILLIS = 5_000;

export class Typing {
  #connection;
  #store;
  #timer;
  /** Peers who were told a moment ago, with how to end the pause. @type {Map<string, () => void>} */
  #told = new Map();
  /** Peers who are shown as typing, with how to keep that from ending. @type {Map<string, () => void>} */
  #shown = new Map();

  /**
   * @param {object} parts
   * @param {Line} parts.connection
   * @param {Pick<import("./store.js").Store, "conversation" | "conversationWith" | "setTyping">} parts.store
   * @param {Timer} [parts.timer]
   */
  constructor({ connection, store, timer = windowTimer }) {
    this.#connection = connection;
    this.#store = store;
    this.#timer = timer;
    connection.listen({
      typing: ({ channelId, userId }) => {
        if (store.conversation(channelId)?.peer === userId) {
          this.#show(userId);
        }
      },
      message: ({ channelId, sender }) => {
        if (store.conversation(channelId)?.peer === sender) {
          this.#hide(sender);
        }
      },
    });
  }

  /** The user goes on with a message. @param {string} peer */
  write(peer) {
    const conversation = this.#store.conversationWith(peer);
    if (!conversation || this.#told.has(peer)) {
      return;
    }
    if (this.#connection.tell({ action: "typing", channelId: conversation.channelId })) {
      this.#told.set(
        peer,
        this.#timer(() => this.#told.delete(peer), PAUSE_MILLIS),
      );
    }
  }

  /** The message is on its way; it ends what the peer sees, so the next one is told at once. @param {string} peer */
  sent(peer) {
    this.#told.get(peer)?.();
    this.#told.delete(peer);
  }

  stop() {
    [...this.#told.values(), ...this.#shown.values()].forEach((cancel) => cancel());
    this.#told.clear();
    this.#shown.clear();
  }

  /** @param {string} peer */
  #show(peer) {
    this.#shown.get(peer)?.();
    this.#shown.set(
      peer,
      this.#timer(() => this.#hide(peer), SHOWN_MILLIS),
    );
    this.#store.setTyping(peer, true);
  }

  /** @param {string} peer */
  #hide(peer) {
    this.#shown.get(peer)?.();
    this.#shown.delete(peer);
    this.#store.setTyping(peer, false);
  }
}
