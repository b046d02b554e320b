// After an absence, and now and then: what is new in which channel.

import { RefusedError, SYNC_CURSORS } from "./protocol.js";
import { TRIES } from "./questions.js";

/** @typedef {import("./conversation.js").Conversation} Conversation */
/** @typedef {import("./history.js").History} History */
/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./questions.js").Questions} Questions */
/** @typedef {import("./store.js").Store} Store */

const STRAY_MILLIS = 1_000;

export class CatchUp {
  #questions;
  #history;
  #store;
  #timer;
  #tell;
  #isOpen;
  #onShow;
  #whenDone;
  #wanted = false;
  #running = false;
  /** Messages of channels not heard of. @type {Message[]} */
  #strays = [];
  #strayTries = 0;
  #cancelStrays = () => {};

  /**
   * @param {object} parts
   * @param {Questions} parts.questions
   * @param {History} parts.history
   * @param {Store} parts.store
   * @param {import("./protocol.js").Timer} parts.timer
   * @param {(error: unknown) => void} parts.tell
   * @param {() => boolean} parts.isOpen
   * @param {() => Conversation | null} parts.onShow
   * @param {() => void} parts.whenDone
   */
  constructor({ questions, history, store, timer, tell, isOpen, onShow, whenDone }) {
    this.#questions = questions;
    this.#history = history;
    this.#store = store;
    this.#timer = timer;
    this.#tell = tell;
    this.#isOpen = isOpen;
    this.#onShow = onShow;
    this.#whenDone = whenDone;
  }

  stop() {
    this.#cancelStrays();
  }

  /** A message of a channel that nobody has told of. @param {Message} message */
  stray(message) {
    this.#strays.push(message);
  }

  /** Never two at once; called meanwhile, it runs once more. */
  async run() {
    this.#wanted = true;
    if (this.#running) {
      return;
    }
    this.#running = true;
    while (this.#wanted && this.#isOpen()) {
      this.#wanted = false;
      try {
        await this.#sync(this.#onShow());
        const current = this.#onShow();
        await Promise.all([this.#history.fillAll(), current && this.#history.open(current)]);
      } catch (error) {
        this.#tell(error);
      }
      this.#whenDone();
    }
    this.#running = false;
  }

  /**
   * What is on show is left out of the cursors, so that it comes whole, with how far the peer has come: receipts are
   * not repeated, and that may have changed without a message.
   *
   * @param {Conversation | null} onShow
   */
  async #sync(onShow) {
    const known = this.#store.conversations();
    const heads = await this.#pages(known.filter((conversation) => conversation !== onShow));
    if (known.length === 0 && this.#store.conversations().some((conversation) => conversation.gap() !== null)) {
      await this.#pages(this.#store.conversations());
    }
    this.#placeStrays();
    for (const conversation of known) {
      const head = heads.get(conversation.channelId) ?? (conversation === onShow ? 0 : Infinity);
      if (!conversation.state.now.left && conversation.last && head < conversation.last.seq) {
        await this.#verify(conversation, conversation.last);
      }
    }
  }

  /**
   * Page by page, each with the same cursors. A channel too far behind would bring page after page of what nobody
   * scrolls through; so it is left out, which brings its head, and its newest page is read instead.
   *
   * @param {Conversation[]} conversations whose position to present
   * @returns {Promise<Map<string, number>>} heads
   */
  async #pages(conversations) {
    /** @type {Map<string, number>} */
    const heads = new Map();
    const near = conversations.filter((conversation) => !conversation.isFarBehind);
    const cursors = cursorsOf(near);
    const question = cursors.length === 0 ? {} : { cursors };
    /** @type {string | undefined} */
    let after;
    do {
      const page = after === undefined ? {} : { after };
      const synced = await this.#questions.ask({ action: "sync", ...question, ...page });
      this.#store.learn(synced.channels);
      synced.channels.forEach((entry) => entry.left === undefined && heads.set(entry.channelId, entry.head));
      if (near.some((conversation) => conversation.isFarBehind)) {
        return this.#pages(conversations);
      }
      after = synced.next;
    } while (after !== undefined);
    return heads;
  }

  #placeStrays() {
    const strays = this.#strays;
    this.#strays = [];
    for (const message of strays) {
      const conversation = this.#store.conversation(message.channelId);
      if (conversation) {
        conversation.state.includes(message.seq); // told after the message was
        this.#store.add(conversation, [message]);
      } else {
        this.#strays.push(message);
      }
    }
    if (this.#strays.length === 0) {
      this.#strayTries = 0;
    } else if (++this.#strayTries < TRIES) {
      this.#cancelStrays();
      this.#cancelStrays = this.#timer(() => void this.run(), STRAY_MILLIS);
    } else {
      this.#strays = [];
      this.#strayTries = 0;
    }
  }

  /**
   * The list says less than we know. Mostly it is only late; but a local server that keeps nothing has begun anew, and
   * then nothing that we hold is true, cursors included.
   *
   * @param {Conversation} conversation
   * @param {Message} last
   */
  async #verify(conversation, { seq, clientMessageId }) {
    const { channelId } = conversation;
    let found;
    try {
      const page = await this.#questions.ask({ action: "history", channelId, after: seq - 1, limit: 1 });
      [found] = page.messages;
    } catch (error) {
      if (!(error instanceof RefusedError && error.code === "NOT_A_MEMBER")) {
        throw error;
      }
      if (conversation.isGroup) {
        this.#store.lose(conversation);
        return;
      }
    }
    if (found?.clientMessageId !== clientMessageId) {
      this.#store.conversations().forEach((conversation) => this.#store.forget(conversation));
      this.#wanted = true;
    }
  }
}

/** As many as a question takes; of the others everything is told anew. @param {Conversation[]} conversations */
function cursorsOf(conversations) {
  return conversations
    .filter(({ state }) => state.isLearned && !state.now.left)
    .sort((one, other) => (other.last?.sentAt ?? 0) - (one.last?.sentAt ?? 0))
    .slice(0, SYNC_CURSORS)
    .map(({ channelId, position, own }) => ({ channelId, delivered: position, read: own.read }));
}
