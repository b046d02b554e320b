// Keeps the store true to the server, and carries out what the user does.

import { CatchUp } from "./catch-up.js";
import { History } from "./history.js";
import { Members } from "./members.js";
import { NoAnswerError, RefusedError, windowTimer } from "./protocol.js";
import { Questions } from "./questions.js";
import { Sending } from "./sending.js";

/** @typedef {import("./conversation.js").Conversation} Conversation */
/** @typedef {import("./places.js").Place} Place */
/** @typedef {import("./protocol.js").Content} Content */
/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./store.js").Store} Store */
/** @typedef {Pick<import("./connection.js").Connection, "request" | "listen" | "isOpen">} Connection */

/** A head follows its log by a moment; a second look finds what came in just while the socket opened. */
const SECOND_LOOK_MILLIS = 5_000;
/** A net under everything else: whatever was lost on its way is here after this long. */
const LOOK_AROUND_MILLIS = 30 * 60_000;

export class Chat {
  #connection;
  #store;
  #timer;
  #notice;
  /** @type {Place | null} */
  #place = null;
  #synced = false;
  /** Complete since this socket opened; later messages come by themselves. @type {Set<Conversation>} */
  #complete = new Set();
  #cancelLook = () => {};

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
    this.#timer = timer;
    this.#notice = notice;
    const tell = (/** @type {unknown} */ error) => this.#tell(error);
    const questions = new Questions(connection, timer);
    this.members = new Members(questions, store);
    this.history = new History({ questions, store, timer, tell });
    this.catchingUp = new CatchUp({
      questions,
      history: this.history,
      store,
      timer,
      tell,
      isOpen: () => connection.isOpen,
      onShow: () => this.#onShow(),
      whenDone: () => this.#caughtUp(),
    });
    this.sending = new Sending({
      connection,
      questions,
      store,
      timer,
      notice,
      sync: () => this.catchUp(),
      fillSoon: () => this.history.fillSoon(),
    });
    connection.listen({
      status: (status) => {
        if (status.phase === "open") {
          this.#complete.clear();
          void this.catchUp();
          this.#lookAgain(SECOND_LOOK_MILLIS);
        } else if (status.phase !== "connecting") {
          this.#cancelLook();
        }
        if (status.phase !== "connecting") {
          store.forgetPresence();
        }
      },
      messages: (messages) => this.#receive(messages),
      receipt: (receipt) => store.receipt(receipt),
      presence: (users) => store.see(users),
      alive: (alive) => {
        store.seeAsked(alive.watched);
        if (alive.forgotten) {
          void this.catchUp(); // messages may have gone elsewhere meanwhile
        }
      },
    });
  }

  stop() {
    this.#cancelLook();
    this.history.stop();
    this.catchingUp.stop();
  }

  /** Where the user looks; null for nowhere. @param {Place | null} place */
  look(place) {
    this.#onShow()?.lookAhead();
    this.#place = place;
    const conversation = this.#onShow();
    if (conversation && this.#connection.isOpen && !this.#complete.has(conversation)) {
      this.#complete.add(conversation);
      void this.history.open(conversation);
    }
  }

  /** @param {Place} place @param {Content} content @returns {string} the clientMessageId */
  send(place, content) {
    const { clientMessageId } = this.#store.outbox.add(place, content);
    this.#store.changed();
    this.#drain();
    return clientMessageId;
  }

  /** @param {string} clientMessageId */
  retry(clientMessageId) {
    this.sending.retry(clientMessageId);
    this.#store.changed();
    this.#drain();
  }

  /** @param {string} clientMessageId */
  discard(clientMessageId) {
    this.#store.outbox.remove(clientMessageId);
    this.#store.changed();
  }

  catchUp() {
    return this.catchingUp.run();
  }

  #onShow() {
    return this.#place === null ? null : this.#store.at(this.#place);
  }

  /** @param {Message[]} messages of one frame, perhaps of several channels */
  #receive(messages) {
    let unknown = false;
    for (const message of messages) {
      const conversation = this.#store.conversation(message.channelId);
      if (conversation) {
        this.#store.add(conversation, [message]);
        unknown ||= !conversation.state.isLearned;
      } else {
        this.catchingUp.stray(message);
        unknown = true;
      }
    }
    if (unknown) {
      void this.catchUp();
    }
    if (this.#store.conversations().some((conversation) => conversation.gap() !== null)) {
      this.history.fillSoon();
    }
  }

  #caughtUp() {
    this.#synced = true;
    const conversation = this.#onShow();
    if (conversation) {
      this.#complete.add(conversation);
    }
    this.#drain(); // after the sync, since a fresh head makes a good afterSeq
  }

  #drain() {
    if (this.#synced) {
      this.sending.drainAll();
    }
  }

  /** @param {number} millis */
  #lookAgain(millis) {
    this.#cancelLook();
    this.#cancelLook = this.#timer(() => {
      void this.catchUp();
      this.#lookAgain(LOOK_AROUND_MILLIS);
    }, millis);
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
