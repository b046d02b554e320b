// Keeps the store true to the server: catching up, filling holes, sending what is in the outbox.

import { HISTORY_PAGE, NoAnswerError, RefusedError, retryDelay, windowTimer } from "./protocol.js";

/** @typedef {import("./conversation.js").Conversation} Conversation */
/** @typedef {import("./outbox.js").Outgoing} Outgoing */
/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./protocol.js").Send} Send */
/** @typedef {import("./protocol.js").Sync} Sync */
/** @typedef {import("./protocol.js").History} History */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {Pick<import("./protocol.js").Connection, "request" | "listen" | "isOpen" | "probe">} Connection */

const FIRST_PAGE = 50;
const ENOUGH_TO_SHOW = 25;
const TRIES = 5;
/** Messages cross on their way; only what is still missing after this long is asked for. */
const HOLE_MILLIS = 500;
/** A head follows its log by a moment; a second look finds what came in just while the socket opened. */
const SECOND_LOOK_MILLIS = 5_000;
const STRAY_MILLIS = 1_000;

export class Chat {
  #connection;
  #store;
  #timer;
  /** @type {(sentence: string) => void} */
  #notice;
  /** @type {string | null} */
  #peer = null;
  #catchUpWanted = false;
  #catchingUp = false;
  #synced = false;
  /** Messages of channels not heard of. @type {Message[]} */
  #strays = [];
  #strayTries = 0;
  /** @type {Map<Conversation, Promise<void>>} */
  #loading = new Map();
  /** Complete since this socket opened; later messages come by themselves. @type {Set<Conversation>} */
  #complete = new Set();
  /** @type {Set<Conversation>} */
  #loadingOlder = new Set();
  /** @type {Set<string>} */
  #draining = new Set();
  /** Tries of one message in a row. @type {Map<string, number>} */
  #tries = new Map();
  #cancelHole = () => {};
  #cancelSecondLook = () => {};
  #cancelStrays = () => {};

  /**
   * @param {object} parts
   * @param {Connection} parts.connection
   * @param {Store} parts.store
   * @param {(sentence: string) => void} [parts.notice] tells the user what went wrong
   * @param {import("./protocol.js").Timer} [parts.timer]
   */
  constructor({ connection, store, notice = () => {}, timer = windowTimer }) {
    this.#connection = connection;
    this.#store = store;
    this.#notice = notice;
    this.#timer = timer;
    connection.listen({
      status: (status) => {
        if (status.phase === "open") {
          this.#complete.clear();
          void this.catchUp();
          this.#cancelSecondLook();
          this.#cancelSecondLook = timer(() => void this.catchUp(), SECOND_LOOK_MILLIS);
        } else if (status.phase === "waiting") {
          store.clearPresence();
        }
      },
      message: (message) => this.#receive(message),
      receipt: (receipt) => store.receipt(receipt),
      alive: (alive) => store.setPresence(alive),
    });
  }

  stop() {
    this.#cancelHole();
    this.#cancelSecondLook();
    this.#cancelStrays();
  }

  /** The conversation to keep complete; null for none. @param {string | null} peer */
  look(peer) {
    this.#peer = peer;
    const conversation = this.#current();
    if (conversation && (!this.#complete.has(conversation) || conversation.gap() !== null)) {
      void this.#load(conversation);
    }
  }

  /** @param {string} peer @param {string} text */
  send(peer, text) {
    this.#store.outbox.add(peer, text);
    this.#store.changed();
    this.#drainAll();
  }

  /** @param {string} clientMessageId */
  retry(clientMessageId) {
    this.#tries.delete(clientMessageId);
    this.#store.outbox.retry(clientMessageId);
    this.#store.changed();
    this.#drainAll();
  }

  /** @param {string} clientMessageId */
  discard(clientMessageId) {
    this.#store.outbox.remove(clientMessageId);
    this.#store.changed();
  }

  /** Reads the page before the first message. @param {Conversation} conversation */
  async loadOlder(conversation) {
    if (conversation.isEmpty || !conversation.hasOlder || this.#loadingOlder.has(conversation)) {
      return;
    }
    this.#loadingOlder.add(conversation);
    try {
      const { channelId, first } = conversation;
      const page = await this.#ask({ action: "history", channelId, before: first, limit: FIRST_PAGE });
      if (!page.more) {
        conversation.reachBeginning();
      }
      this.#store.add(conversation, page.messages);
    } catch (error) {
      this.#tell(error);
    } finally {
      this.#loadingOlder.delete(conversation);
    }
  }

  #current() {
    return this.#peer === null ? null : this.#store.conversationWith(this.#peer);
  }

  /** @param {Message} message */
  #receive(message) {
    const conversation = this.#store.conversation(message.channelId);
    if (!conversation) {
      this.#strays.push(message);
      void this.catchUp();
      return;
    }
    this.#store.add(conversation, [message]);
    this.#fillSoon();
  }

  /** Only the conversation on show is kept complete; the others are when somebody opens them. */
  #fillSoon() {
    this.#cancelHole();
    this.#cancelHole = this.#timer(() => {
      const conversation = this.#current();
      if (conversation && conversation.gap() !== null) {
        void this.#load(conversation);
      }
    }, HOLE_MILLIS);
  }

  /** Never two at once; called meanwhile, it runs once more. */
  async catchUp() {
    this.#catchUpWanted = true;
    if (this.#catchingUp) {
      return;
    }
    this.#catchingUp = true;
    while (this.#catchUpWanted && this.#connection.isOpen) {
      this.#catchUpWanted = false;
      try {
        await this.#sync();
      } catch (error) {
        this.#tell(error);
      }
      this.#synced = true;
      this.#drainAll(); // after the sync, since a fresh head makes a good afterSeq
    }
    this.#catchingUp = false;
  }

  async #sync() {
    const known = this.#store.conversations();
    const people = this.#store.people().length;
    /** @type {Map<string, number>} */
    const heads = new Map();
    /** @type {string | undefined} */
    let after;
    do {
      const synced = await this.#ask(after === undefined ? { action: "sync" } : { action: "sync", after });
      this.#store.learn(synced.channels);
      synced.channels.forEach((channel) => heads.set(channel.channelId, channel.head));
      after = synced.next;
    } while (after !== undefined);
    this.#placeStrays();
    for (const conversation of known) {
      const { last } = conversation;
      if (last && (heads.get(conversation.channelId) ?? 0) < last.seq) {
        await this.#verify(conversation, last);
      }
    }
    const current = this.#current();
    if (current) {
      await this.#load(current);
    }
    if (this.#store.people().length > people) {
      this.#connection.probe(); // asks for the presence of the new people too
    }
  }

  #placeStrays() {
    const strays = this.#strays;
    this.#strays = [];
    for (const message of strays) {
      const conversation = this.#store.conversation(message.channelId);
      if (conversation) {
        this.#store.add(conversation, [message]);
      } else {
        this.#strays.push(message);
      }
    }
    if (this.#strays.length === 0) {
      this.#strayTries = 0;
    } else if (++this.#strayTries < TRIES) {
      this.#cancelStrays();
      this.#cancelStrays = this.#timer(() => void this.catchUp(), STRAY_MILLIS);
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
    try {
      const page = await this.#ask({ action: "history", channelId, after: seq - 1, limit: 1 });
      if (page.messages[0]?.clientMessageId !== clientMessageId) {
        this.#store.forget(conversation);
        this.#catchUpWanted = true;
      }
    } catch (error) {
      if (error instanceof RefusedError && error.code === "NOT_A_MEMBER") {
        this.#store.forget(conversation);
      } else {
        throw error;
      }
    }
  }

  /** Reads the newest page if there is none, then what is missing up to the newest. @param {Conversation} conversation */
  #load(conversation) {
    let loading = this.#loading.get(conversation);
    if (!loading) {
      loading = this.#loadAll(conversation)
        .catch((error) => this.#tell(error))
        .finally(() => this.#loading.delete(conversation));
      this.#loading.set(conversation, loading);
    }
    return loading;
  }

  /** @param {Conversation} conversation */
  async #loadAll(conversation) {
    const { channelId } = conversation;
    if (conversation.isFarBehind) {
      conversation.clear();
    }
    if (conversation.isEmpty) {
      const newest = await this.#ask({ action: "history", channelId, limit: FIRST_PAGE });
      if (!newest.more) {
        conversation.reachBeginning();
      }
      this.#store.add(conversation, newest.messages);
    }
    let more = !conversation.isEmpty;
    while (more) {
      const page = await this.#ask({ action: "history", channelId, after: conversation.end, limit: HISTORY_PAGE });
      this.#store.add(conversation, page.messages);
      more = page.more && page.messages.length > 0;
    }
    this.#complete.add(conversation);
    this.#store.markDelivered(conversation);
    if (conversation.end - conversation.first < ENOUGH_TO_SHOW) {
      await this.loadOlder(conversation);
    }
  }

  #drainAll() {
    if (this.#synced && this.#connection.isOpen) {
      this.#store.outbox.peers().forEach((peer) => void this.#drain(peer));
    }
  }

  /** One message of a conversation after the other, so that they arrive in the order of writing. @param {string} peer */
  async #drain(peer) {
    if (this.#draining.has(peer)) {
      return;
    }
    this.#draining.add(peer);
    try {
      let entry = this.#store.outbox.next(peer);
      while (entry && this.#connection.isOpen) {
        await this.#deliver(entry);
        entry = this.#store.outbox.next(peer);
      }
    } finally {
      this.#draining.delete(peer);
    }
  }

  /** Leaves the entry sent, failed, or as it is to be tried again. @param {Outgoing} entry */
  async #deliver(entry) {
    const { clientMessageId, peer, text } = entry;
    const { outbox } = this.#store;
    const { to, afterSeq } = outbox.attempt(clientMessageId, () => {
      const conversation = this.#store.conversationWith(peer);
      return conversation
        ? { to: { channelId: conversation.channelId }, afterSeq: conversation.head }
        : { to: { userId: peer }, afterSeq: 0 };
    });
    const tries = (this.#tries.get(clientMessageId) ?? 0) + 1;
    this.#tries.set(clientMessageId, tries);
    try {
      const accepted = await this.#connection.request(
        /** @type {Send} */ ({ action: "send", ...to, clientMessageId, afterSeq, content: { type: "text", text } }),
      );
      this.#tries.delete(clientMessageId);
      const conversation = this.#store.accept(entry, accepted);
      if (conversation.gap() !== null) {
        this.#fillSoon();
      }
    } catch (error) {
      await this.#recover(entry, tries, error);
    }
  }

  /** @param {Outgoing} entry @param {number} tries @param {unknown} error */
  async #recover(entry, tries, error) {
    if (error instanceof NoAnswerError) {
      if (this.#connection.isOpen) {
        await this.#pause(retryDelay(tries));
      }
      return; // as often as it takes: the same again is safe
    }
    if (!(error instanceof RefusedError)) {
      throw error;
    }
    if (tries < TRIES) {
      if (error.passing) {
        await this.#pause(error.retryAfterMillis ?? retryDelay(tries));
        return;
      }
      if (error.code === "BEHIND" || error.code === "UNKNOWN_SEQUENCE") {
        try {
          await this.#rebase(entry, error.code);
          return;
        } catch (failed) {
          if (failed instanceof NoAnswerError) {
            return;
          }
        }
      }
    }
    this.#store.outbox.fail(entry.clientMessageId, error.message);
    this.#store.changed();
  }

  /**
   * Finds a new afterSeq that cannot hide an earlier try. BEHIND: everything from the old one on is read, so a try at or
   * below the new one would have been seen. UNKNOWN_SEQUENCE: nothing was ever stored after a number that is not there.
   *
   * @param {Outgoing} entry
   * @param {"BEHIND" | "UNKNOWN_SEQUENCE"} code
   */
  async #rebase(entry, code) {
    const { clientMessageId, peer } = entry;
    const attempt = this.#store.outbox.get(clientMessageId)?.attempt;
    let conversation = this.#store.conversationWith(peer);
    if (!conversation) {
      await this.#sync();
      conversation = this.#store.conversationWith(peer);
    }
    if (!conversation || !attempt) {
      throw new Error("There is nothing to read.");
    }
    const { channelId } = conversation;
    if (code === "UNKNOWN_SEQUENCE") {
      const newest = await this.#ask({ action: "history", channelId, limit: FIRST_PAGE });
      conversation.clear();
      this.#store.add(conversation, newest.messages);
      conversation.lowerHead();
      this.#store.outbox.rebase(clientMessageId, newest.messages.at(-1)?.seq ?? 0);
      return;
    }
    let end = attempt.afterSeq;
    let more = true;
    while (more) {
      const page = await this.#ask({ action: "history", channelId, after: end, limit: HISTORY_PAGE });
      const twin = page.messages.find(
        (message) => message.sender === this.#store.me && message.clientMessageId === clientMessageId,
      );
      if (twin) {
        this.#store.add(conversation, [twin]);
        this.#fillSoon();
        return;
      }
      end = page.messages.at(-1)?.seq ?? end;
      more = page.more && page.messages.length > 0;
    }
    conversation.raiseHead(end);
    this.#store.outbox.rebase(clientMessageId, end);
  }

  /**
   * A question that is asked again while asking again may help.
   *
   * @template {Sync | History} A
   * @param {A} action
   */
  async #ask(action) {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#connection.request(action);
      } catch (error) {
        const passing = error instanceof RefusedError ? error.passing : error instanceof NoAnswerError;
        if (!passing || tries >= TRIES || !this.#connection.isOpen) {
          throw error;
        }
        const asked = error instanceof RefusedError ? error.retryAfterMillis : undefined;
        await this.#pause(asked ?? retryDelay(tries));
      }
    }
  }

  /** @param {number} millis @returns {Promise<void>} */
  #pause(millis) {
    return new Promise((resolve) => {
      this.#timer(resolve, millis);
    });
  }

  /** A lost connection is on the status bar already. @param {unknown} error */
  #tell(error) {
    if (error instanceof RefusedError) {
      this.#notice(error.message);
    } else if (!(error instanceof NoAnswerError)) {
      throw error;
    }
  }
}
