// Who is writing right now. Nothing of it is kept or repeated: it ends by itself.

import { windowTimer } from "./protocol.js";

/** @typedef {import("./protocol.js").Timer} Timer */
/** @typedef {import("./connection.js").Connection} Connection */
/** @typedef {import("./places.js").Place} Place */
/** @typedef {{listen: Connection["listen"], tell(action: import("./protocol.js").Typing): boolean}} Line */

const PAUSE_MILLIS = 3_000;
/** More than the pause, so that somebody who goes on writing is shown without a break. */
const SHOWN_MILLIS = 5_000;

export class Typing {
  #connection;
  #store;
  #timer;
  /** Channels that were told a moment ago, with how to end the pause. @type {Map<string, () => void>} */
  #told = new Map();
  /** Who is shown as typing where, with how to keep that from ending. @type {Map<string, () => void>} */
  #shown = new Map();

  /**
   * @param {object} parts
   * @param {Line} parts.connection
   * @param {Pick<import("./store.js").Store, "conversation" | "at" | "setTyping" | "me">} parts.store
   * @param {Timer} [parts.timer]
   */
  constructor({ connection, store, timer = windowTimer }) {
    this.#connection = connection;
    this.#store = store;
    this.#timer = timer;
    connection.listen({
      typing: ({ channelId, userId }) => {
        const conversation = store.conversation(channelId);
        if (conversation && userId !== store.me && (conversation.isGroup || conversation.peer === userId)) {
          this.#show(channelId, userId);
        }
      },
      messages: (messages) => messages.forEach(({ channelId, sender }) => this.#hide(channelId, sender)),
    });
  }

  /** The user goes on with a message. @param {Place} place */
  write(place) {
    const channelId = this.#store.at(place)?.channelId;
    if (channelId === undefined || this.#told.has(channelId)) {
      return;
    }
    if (this.#connection.tell({ action: "typing", channelId })) {
      this.#told.set(
        channelId,
        this.#timer(() => this.#told.delete(channelId), PAUSE_MILLIS),
      );
    }
  }

  /** The message is on its way; it ends what others see, so the next one is told at once. @param {Place} place */
  sent(place) {
    const channelId = this.#store.at(place)?.channelId ?? "";
    this.#told.get(channelId)?.();
    this.#told.delete(channelId);
  }

  stop() {
    [...this.#told.values(), ...this.#shown.values()].forEach((cancel) => cancel());
    this.#told.clear();
    this.#shown.clear();
  }

  /** @param {string} channelId @param {string} userId */
  #show(channelId, userId) {
    const key = `${channelId} ${userId}`;
    this.#shown.get(key)?.();
    this.#shown.set(
      key,
      this.#timer(() => this.#hide(channelId, userId), SHOWN_MILLIS),
    );
    this.#store.setTyping(channelId, userId, true);
  }

  /** @param {string} channelId @param {string} userId */
  #hide(channelId, userId) {
    const key = `${channelId} ${userId}`;
    this.#shown.get(key)?.();
    this.#shown.delete(key);
    this.#store.setTyping(channelId, userId, false);
  }
}
