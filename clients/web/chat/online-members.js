// How many are there of the group on show. The server tells when asked, and not of changes.

import { RefusedError } from "./protocol.js";

/** @typedef {import("./conversation.js").Conversation} Conversation */
/** @typedef {Pick<import("./connection.js").Connection, "request" | "listen" | "isOpen">} Line */
/** @typedef {import("./store.js").Store} Store */

/** The server tells nothing of larger groups. */
const LARGEST_GROUP = 200;
export const AGAIN_MILLIS = 60_000;

export class OnlineMembers {
  #connection;
  #store;
  #timer;
  #isVisible;
  /** @type {Conversation | null} */
  #onShow = null;
  /** @type {number | null} */
  #count = null;
  #cancel = () => {};

  /**
   * @param {object} parts
   * @param {Line} parts.connection
   * @param {Store} parts.store
   * @param {import("./protocol.js").Timer} parts.timer
   * @param {() => boolean} parts.isVisible whether the page is
   */
  constructor({ connection, store, timer, isVisible }) {
    this.#connection = connection;
    this.#store = store;
    this.#timer = timer;
    this.#isVisible = isVisible;
    connection.listen({
      status: ({ phase }) => {
        this.#count = null;
        if (phase === "open") {
          this.refresh();
        }
      },
    });
  }

  /** The user included; null while that is not known. @param {Conversation | null} conversation */
  countIn(conversation) {
    return conversation !== null && conversation === this.#onShow ? this.#count : null;
  }

  /** @param {Conversation | null} conversation on show now */
  look(conversation) {
    this.#onShow = conversation?.isGroup ? conversation : null;
    this.#count = null;
    this.refresh();
  }

  /** Asks now, and once a minute from then on. */
  refresh() {
    this.stop();
    const conversation = this.#onShow;
    if (conversation === null) {
      return;
    }
    this.#cancel = this.#timer(() => this.refresh(), AGAIN_MILLIS);
    const { left, size } = conversation.state.now;
    if (this.#connection.isOpen && this.#isVisible() && !left && size <= LARGEST_GROUP) {
      void this.#ask(conversation);
    }
  }

  stop() {
    this.#cancel();
  }

  /** @param {Conversation} conversation */
  async #ask(conversation) {
    const { channelId } = conversation;
    try {
      const { users } = await this.#connection.request({ action: "online", channelId });
      if (conversation === this.#onShow) {
        this.#count = new Set([this.#store.me, ...users.map(({ userId }) => userId)]).size;
        this.#store.seeAsked(users);
      }
    } catch (error) {
      if (conversation === this.#onShow && error instanceof RefusedError && !error.passing) {
        this.#count = null;
        this.#store.changed();
      }
    }
  }
}
