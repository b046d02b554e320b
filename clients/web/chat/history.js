// Reads logs: what is missing, what came before, what stands around a message.

import { HISTORY_PAGE, RefusedError } from "./protocol.js";

/** @typedef {import("./conversation.js").Conversation} Conversation */
/** @typedef {import("./protocol.js").History} HistoryQuestion */
/** @typedef {import("./questions.js").Questions} Questions */
/** @typedef {import("./store.js").Store} Store */

export const FIRST_PAGE = 50;
const ENOUGH_TO_SHOW = 25;
/** Messages cross on their way; only what is still missing after this long is asked for. */
const HOLE_MILLIS = 500;

export class History {
  #questions;
  #store;
  #timer;
  #tell;
  /** One reading after the other, for each conversation. @type {Map<Conversation, Promise<void>>} */
  #reading = new Map();
  /** @type {Set<Conversation>} */
  #paging = new Set();
  /** Being read, or not there. @type {Set<string>} */
  #glimpsed = new Set();
  /** @type {(() => void) | null} */
  #cancelHoles = null;

  /**
   * @param {object} parts
   * @param {Questions} parts.questions
   * @param {Store} parts.store
   * @param {import("./protocol.js").Timer} parts.timer
   * @param {(error: unknown) => void} parts.tell
   */
  constructor({ questions, store, timer, tell }) {
    this.#questions = questions;
    this.#store = store;
    this.#timer = timer;
    this.#tell = tell;
  }

  stop() {
    this.#cancelHoles?.();
    this.#cancelHoles = null;
  }

  /** Enough to show, and everything up to the newest, whatever the list said. @param {Conversation} conversation */
  open(conversation) {
    return this.#oneByOne(conversation, async () => {
      await this.#fill(conversation, true);
      if (conversation.end - conversation.first + 1 < ENOUGH_TO_SHOW) {
        await this.#readOlder(conversation);
      }
    });
  }

  /** What is missing up to the head. @param {Conversation} conversation */
  fill(conversation) {
    return this.#oneByOne(conversation, () => this.#fill(conversation, false));
  }

  /** Looks after a moment whether anything is missing; many calls are one look. */
  fillSoon() {
    this.#cancelHoles ??= this.#timer(() => {
      this.#cancelHoles = null;
      this.fillAll();
    }, HOLE_MILLIS);
  }

  fillAll() {
    const holed = this.#store.conversations().filter((conversation) => conversation.gap() !== null);
    return Promise.all(holed.map((conversation) => this.fill(conversation)));
  }

  /** The page before the first message on show. @param {Conversation} conversation */
  async older(conversation) {
    await this.#page(conversation, () => this.#readOlder(conversation));
  }

  /** The page after the stretch on show, which is an earlier one. @param {Conversation} conversation */
  async newer(conversation) {
    if (conversation.isLookingBack) {
      await this.#page(conversation, async () => {
        const page = await this.#read(conversation, { after: conversation.shown.end, limit: FIRST_PAGE });
        conversation.addPast(page.messages);
        this.#store.changed();
      });
    }
  }

  /**
   * Brings a message on show, by an earlier stretch if need be.
   *
   * @param {Conversation} conversation
   * @param {number} seq
   * @returns {Promise<boolean>} whether it is there
   */
  async find(conversation, seq) {
    if (conversation.get(seq) === null && seq >= conversation.floor) {
      await this.#page(conversation, async () => {
        const page = await this.#read(conversation, { around: seq, limit: FIRST_PAGE });
        if (page.messages.some((message) => message.seq === seq)) {
          conversation.lookBack(page.messages);
          this.#store.changed();
        }
      });
    } else if (conversation.isLookingBack && seq >= conversation.first) {
      conversation.lookAhead();
      this.#store.changed();
    }
    return conversation.get(seq) !== null;
  }

  /** Reads one message that another points at, once. @param {Conversation} conversation @param {number} seq */
  async glimpse(conversation, seq) {
    const key = `${conversation.channelId} ${seq}`;
    if (this.#glimpsed.has(key) || seq < conversation.floor || conversation.glimpse(seq)) {
      return;
    }
    this.#glimpsed.add(key);
    try {
      const page = await this.#read(conversation, { after: seq - 1, limit: 1 });
      const [message] = page.messages;
      if (message?.seq === seq) {
        conversation.addGlimpse(message);
        this.#glimpsed.delete(key); // what is not there is not asked for again
      }
      this.#store.changed();
    } catch {
      this.#glimpsed.delete(key);
    }
  }

  /**
   * @param {Conversation} conversation
   * @param {boolean} beyondHead since a head follows its log by a moment
   */
  async #fill(conversation, beyondHead) {
    if (conversation.isFarBehind) {
      conversation.clear();
    }
    if (conversation.isEmpty && (beyondHead || conversation.isFarBehind)) {
      const newest = await this.#read(conversation, { limit: FIRST_PAGE });
      this.#store.add(conversation, newest.messages);
      if (conversation.isFarBehind) {
        this.#store.markDelivered(conversation); // older ones are there to be read
      }
    }
    let after = conversation.gap() ?? (beyondHead && !conversation.isEmpty ? conversation.position : null);
    while (after !== null) {
      const page = await this.#read(conversation, { after, limit: HISTORY_PAGE });
      this.#store.add(conversation, page.messages);
      const next = page.more ? conversation.position : conversation.gap();
      after = page.messages.length === 0 || next === after ? null : next;
    }
  }

  /** @param {Conversation} conversation */
  async #readOlder(conversation) {
    const { shown, isLookingBack, hasOlder } = conversation;
    if (shown.isEmpty || !hasOlder) {
      return;
    }
    const page = await this.#read(conversation, { before: shown.first, limit: FIRST_PAGE });
    if (!page.more && page.first === undefined) {
      conversation.setFloor(page.messages[0]?.seq ?? shown.first);
    }
    if (isLookingBack) {
      conversation.addPast(page.messages);
      this.#store.changed();
    } else {
      this.#store.add(conversation, page.messages);
    }
  }

  /** @param {Conversation} conversation @param {Omit<HistoryQuestion, "action" | "channelId">} range */
  async #read({ channelId }, range) {
    const page = await this.#questions.ask(/** @type {HistoryQuestion} */ ({ action: "history", channelId, ...range }));
    if (page.first !== undefined) {
      this.#store.conversation(channelId)?.setFloor(page.first);
    }
    return page;
  }

  /** What a reader asks for; once at a time. @param {Conversation} conversation @param {() => Promise<void>} read */
  async #page(conversation, read) {
    if (this.#paging.has(conversation)) {
      return;
    }
    this.#paging.add(conversation);
    try {
      await read();
    } catch (error) {
      this.#failed(conversation, error);
    } finally {
      this.#paging.delete(conversation);
    }
  }

  /** @param {Conversation} conversation @param {() => Promise<void>} read @returns {Promise<void>} */
  #oneByOne(conversation, read) {
    const before = this.#reading.get(conversation) ?? Promise.resolve();
    const reading = before.then(read).catch((error) => this.#failed(conversation, error));
    this.#reading.set(conversation, reading);
    return reading.finally(() => {
      if (this.#reading.get(conversation) === reading) {
        this.#reading.delete(conversation);
      }
    });
  }

  /** @param {Conversation} conversation @param {unknown} error */
  #failed(conversation, error) {
    if (error instanceof RefusedError && error.code === "NOT_A_MEMBER") {
      this.#store.lose(conversation);
    } else {
      this.#tell(error);
    }
  }
}
