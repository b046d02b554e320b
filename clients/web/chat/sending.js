// Sends what is in the outbox, each entry until it is certain to be in the log once.

import { isSaid } from "./contents.js";
import { FIRST_PAGE } from "./history.js";
import { partsOf } from "./places.js";
import { HISTORY_PAGE, NoAnswerError, RefusedError, retryDelay } from "./protocol.js";
import { pause, TRIES } from "./questions.js";

/** @typedef {import("./outbox.js").Outgoing} Outgoing */
/** @typedef {import("./places.js").Place} Place */
/** @typedef {import("./protocol.js").Destination} Destination */
/** @typedef {import("./protocol.js").Send} Send */
/** @typedef {import("./questions.js").Questions} Questions */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {Pick<import("./connection.js").Connection, "request" | "isOpen">} Line */

export class Sending {
  #connection;
  #questions;
  #store;
  #timer;
  #notice;
  #sync;
  #fillSoon;
  /** @type {Set<Place>} */
  #draining = new Set();
  /** Tries of one entry in a row. @type {Map<string, number>} */
  #tries = new Map();

  /**
   * @param {object} parts
   * @param {Line} parts.connection
   * @param {Questions} parts.questions
   * @param {Store} parts.store
   * @param {import("./protocol.js").Timer} parts.timer
   * @param {(sentence: string) => void} parts.notice
   * @param {() => Promise<void>} parts.sync
   * @param {() => void} parts.fillSoon
   */
  constructor({ connection, questions, store, timer, notice, sync, fillSoon }) {
    this.#connection = connection;
    this.#questions = questions;
    this.#store = store;
    this.#timer = timer;
    this.#notice = notice;
    this.#sync = sync;
    this.#fillSoon = fillSoon;
  }

  drainAll() {
    if (this.#connection.isOpen) {
      this.#store.outbox.places().forEach((place) => void this.#drain(place));
    }
  }

  /** @param {string} clientMessageId */
  retry(clientMessageId) {
    this.#tries.delete(clientMessageId);
    this.#store.outbox.retry(clientMessageId);
  }

  /** One entry of a place after the other, so that they arrive in the order of writing. @param {Place} place */
  async #drain(place) {
    if (this.#draining.has(place)) {
      return;
    }
    this.#draining.add(place);
    try {
      let entry = this.#store.outbox.next(place);
      while (entry && this.#connection.isOpen) {
        await this.#deliver(entry);
        entry = this.#store.outbox.next(place);
      }
    } finally {
      this.#draining.delete(place);
    }
  }

  /** Leaves the entry sent, failed, or as it is to be tried again. @param {Outgoing} entry */
  async #deliver(entry) {
    const { clientMessageId, place, content } = entry;
    const { to, afterSeq } = this.#store.outbox.attempt(clientMessageId, () => this.#firstAttempt(place));
    const tries = (this.#tries.get(clientMessageId) ?? 0) + 1;
    this.#tries.set(clientMessageId, tries);
    try {
      const accepted = await this.#connection.request(
        /** @type {Send} */ ({ action: "send", ...to, clientMessageId, afterSeq, content }),
      );
      this.#tries.delete(clientMessageId);
      const conversation = this.#store.accept(entry, accepted);
      if (!conversation.state.isLearned) {
        void this.#sync();
      } else if (conversation.gap() !== null) {
        this.#fillSoon();
      }
    } catch (error) {
      await this.#recover(entry, tries, error);
    }
  }

  /** @param {Place} place @returns {{to: Destination, afterSeq: number}} */
  #firstAttempt(place) {
    const conversation = this.#store.at(place);
    if (conversation) {
      return { to: { channelId: conversation.channelId }, afterSeq: conversation.head };
    }
    const parts = partsOf(place) ?? {};
    const to =
      "peer" in parts
        ? { userId: parts.peer }
        : "channelId" in parts
          ? { channelId: parts.channelId }
          : "invite" in parts
            ? { invite: parts.invite }
            : {};
    return { to, afterSeq: 0 };
  }

  /** @param {Outgoing} entry @param {number} tries @param {unknown} error */
  async #recover(entry, tries, error) {
    if (error instanceof NoAnswerError) {
      if (this.#connection.isOpen) {
        await pause(this.#timer, retryDelay(tries));
      }
      return; // as often as it takes: the same again is safe
    }
    if (!(error instanceof RefusedError)) {
      throw error;
    }
    if (tries < TRIES) {
      if (error.passing) {
        await pause(this.#timer, error.retryAfterMillis ?? retryDelay(tries));
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
    this.#fail(entry, error);
  }

  /**
   * A message stays in sight to be tried again; of anything else the user is told.
   *
   * @param {Outgoing} entry
   * @param {RefusedError} error
   */
  #fail({ clientMessageId, content }, error) {
    this.#tries.delete(clientMessageId);
    if (isSaid(content)) {
      this.#store.outbox.fail(clientMessageId, error.message);
    } else {
      this.#store.outbox.remove(clientMessageId);
      this.#notice(error.message);
    }
    this.#store.changed();
    if (error.code === "NOT_A_MEMBER" || error.code === "FORBIDDEN") {
      void this.#sync(); // the channel is not as we thought
    }
  }

  /**
   * Finds a new afterSeq that cannot hide an earlier try. BEHIND: everything from the old one on is read, so a try at or
   * below the new one would have been seen. UNKNOWN_SEQUENCE: nothing was ever stored after a number that is not there.
   *
   * @param {Outgoing} entry
   * @param {"BEHIND" | "UNKNOWN_SEQUENCE"} code
   */
  async #rebase({ clientMessageId, place }, code) {
    const attempt = this.#store.outbox.get(clientMessageId)?.attempt;
    let conversation = this.#store.at(place);
    if (!conversation) {
      await this.#sync();
      conversation = this.#store.at(place);
    }
    if (!conversation || !attempt) {
      throw new Error("There is nothing to read.");
    }
    const { channelId } = conversation;
    if (code === "UNKNOWN_SEQUENCE") {
      const newest = await this.#questions.ask({ action: "history", channelId, limit: FIRST_PAGE });
      conversation.clear();
      this.#store.add(conversation, newest.messages);
      conversation.lowerHead();
      this.#store.outbox.rebase(clientMessageId, newest.messages.at(-1)?.seq ?? 0);
      return;
    }
    let end = attempt.afterSeq;
    let more = true;
    while (more) {
      const page = await this.#questions.ask({ action: "history", channelId, after: end, limit: HISTORY_PAGE });
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
}
