// A stretch of a channel's log.

/** @typedef {import("./protocol.js").Message} Message */

/**
 * Messages by seq. Numbers have no hole on the server, so a missing number is a message that has not come yet. The run
 * is the part without a hole that begins at the lowest known number.
 */
export class Log {
  /** @type {Map<number, Message>} */
  #messages = new Map();
  #first = 0;
  #end = 0;

  get isEmpty() {
    return this.#messages.size === 0;
  }

  /** The lowest number held, 0 if none. */
  get first() {
    return this.#first;
  }

  /** The last number of the run, 0 if nothing is held. */
  get end() {
    return this.#end;
  }

  /** In the order of their numbers, those behind a hole included. */
  messages() {
    return [...this.#messages.values()].sort((one, other) => one.seq - other.seq);
  }

  /** @param {number} seq */
  get(seq) {
    return this.#messages.get(seq) ?? null;
  }

  /**
   * @param {Message[]} messages in any order, repeats welcome
   * @returns {Message[]} those that are new
   */
  add(messages) {
    const fresh = [];
    for (const message of messages) {
      if (!this.#messages.has(message.seq)) {
        this.#messages.set(message.seq, message);
        fresh.push(message);
        if (this.#first === 0 || message.seq < this.#first) {
          this.#first = message.seq;
          this.#end = message.seq;
        }
      }
    }
    while (this.#messages.has(this.#end + 1)) {
      this.#end++;
    }
    return fresh;
  }

  clear() {
    this.#messages.clear();
    this.#first = 0;
    this.#end = 0;
  }
}
