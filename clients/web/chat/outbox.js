// What is on its way: messages, changes of messages and of groups. Written down before anything is sent, so that
// neither a lost answer nor a reload loses one.

/** @typedef {import("./places.js").Place} Place */
/** @typedef {import("./protocol.js").Content} Content */
/** @typedef {import("./protocol.js").Destination} Destination */
/**
 * @typedef {object} Outgoing
 * @property {string} clientMessageId
 * @property {Place} place
 * @property {Content} content
 * @property {number} createdAt
 * @property {"sending" | "failed"} state what was sent is no longer here
 * @property {string | null} reason why it failed
 * @property {{to: Destination, afterSeq: number} | null} attempt as first sent; null before that
 */
/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Store */

export class Outbox {
  /** @type {Outgoing[]} */
  #entries;
  #storage;
  #key;
  #newId;

  /**
   * @param {Store} storage
   * @param {string} key
   * @param {() => string} newId
   */
  constructor(storage, key, newId = () => crypto.randomUUID()) {
    this.#storage = storage;
    this.#key = key;
    this.#newId = newId;
    this.#entries = read(storage, key);
  }

  get size() {
    return this.#entries.length;
  }

  /** @returns {Place[]} */
  places() {
    return [...new Set(this.#entries.map((entry) => entry.place))];
  }

  /** @param {Place} place */
  of(place) {
    return this.#entries.filter((entry) => entry.place === place);
  }

  /** The one to send next. @param {Place} place */
  next(place) {
    return this.#entries.find((entry) => entry.place === place && entry.state === "sending") ?? null;
  }

  /** @param {string} clientMessageId */
  get(clientMessageId) {
    return this.#entries.find((entry) => entry.clientMessageId === clientMessageId) ?? null;
  }

  /**
   * @param {Place} place
   * @param {Content} content
   * @returns {Outgoing}
   */
  add(place, content) {
    /** @type {Outgoing} */
    const entry = {
      clientMessageId: this.#newId(),
      place,
      content,
      createdAt: Date.now(),
      state: "sending",
      reason: null,
      attempt: null,
    };
    this.#entries.push(entry);
    this.#write();
    return entry;
  }

  /**
   * What to send, settled by the first attempt and the same ever after: the server looks for an earlier try of the
   * message above afterSeq, so a higher number could hide it and store the message twice.
   *
   * @param {string} clientMessageId
   * @param {() => {to: Destination, afterSeq: number}} firstAttempt
   */
  attempt(clientMessageId, firstAttempt) {
    const entry = this.get(clientMessageId);
    const attempt = entry?.attempt ?? firstAttempt();
    this.#update(clientMessageId, { attempt });
    return attempt;
  }

  /**
   * A new afterSeq under the same id. Only for whoever has seen that no earlier try lies at or below it.
   *
   * @param {string} clientMessageId
   * @param {number} afterSeq
   */
  rebase(clientMessageId, afterSeq) {
    const attempt = this.get(clientMessageId)?.attempt;
    if (attempt) {
      this.#update(clientMessageId, { attempt: { ...attempt, afterSeq } });
    }
  }

  /** @param {string} clientMessageId @param {string} reason */
  fail(clientMessageId, reason) {
    this.#update(clientMessageId, { state: "failed", reason });
  }

  /** @param {string} clientMessageId */
  retry(clientMessageId) {
    this.#update(clientMessageId, { state: "sending", reason: null });
  }

  /** @param {string} clientMessageId */
  remove(clientMessageId) {
    if (this.get(clientMessageId)) {
      this.#entries = this.#entries.filter((entry) => entry.clientMessageId !== clientMessageId);
      this.#write();
    }
  }

  clear() {
    this.#entries = [];
    this.#write();
  }

  /** @param {string} clientMessageId @param {Partial<Outgoing>} change */
  #update(clientMessageId, change) {
    this.#entries = this.#entries.map((entry) =>
      entry.clientMessageId === clientMessageId ? { ...entry, ...change } : entry,
    );
    this.#write();
  }

  #write() {
    try {
      if (this.#entries.length === 0) {
        this.#storage.removeItem(this.#key);
      } else {
        this.#storage.setItem(this.#key, JSON.stringify(this.#entries));
      }
    } catch {
      // Storage is full or forbidden: the messages live as long as the page.
    }
  }
}

/**
 * @param {Store} storage
 * @param {string} key
 * @returns {Outgoing[]}
 */
function read(storage, key) {
  try {
    const entries = JSON.parse(storage.getItem(key) ?? "[]");
    return Array.isArray(entries) ? entries.filter(isEntry) : [];
  } catch {
    return [];
  }
}

/** Storage may hold what another version of this page wrote. @param {any} entry @returns {entry is Outgoing} */
const isEntry = (entry) =>
  typeof entry?.clientMessageId === "string" &&
  typeof entry.place === "string" &&
  typeof entry.content?.type === "string";
