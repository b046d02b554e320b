// How far somebody has come in a channel.

/** @typedef {{delivered: number, read: number}} Cursors what is read is delivered */

/** @type {Cursors} */
export const NOWHERE = Object.freeze({ delivered: 0, read: 0 });

/** Forward only. @param {Cursors} from @param {Partial<Cursors>} to @returns {Cursors} */
export const further = (from, { delivered = 0, read = 0 }) => ({
  delivered: Math.max(from.delivered, delivered, read),
  read: Math.max(from.read, read),
});

/** @param {Cursors} cursors @param {number} head @returns {Cursors} */
const atMost = ({ delivered, read }, head) => ({ delivered: Math.min(delivered, head), read: Math.min(read, head) });

/** This user's, on any device; and what the server is known to hold of them. */
export class OwnCursors {
  #here = NOWHERE;
  #told = NOWHERE;

  get here() {
    return this.#here;
  }

  /** @param {Partial<Cursors>} to @returns {boolean} whether that moved anything */
  advance(to) {
    const before = this.#here;
    this.#here = further(before, to);
    return this.#here.read > before.read || this.#here.delivered > before.delivered;
  }

  /** What the server holds: less than it was told, where that got lost. @param {Cursors} cursors */
  heldByServer(cursors) {
    this.#told = cursors;
    this.advance(cursors);
  }

  /** They have moved on the server. @param {Cursors} cursors */
  movedOnServer(cursors) {
    this.heldByServer(further(this.#told, cursors));
  }

  /** The server has been told all. */
  tell() {
    this.#told = this.#here;
  }

  get areAheadOfServer() {
    return this.#here.read > this.#told.read || this.#here.delivered > this.#told.delivered;
  }

  /** The log ends there. @param {number} head */
  cut(head) {
    this.#here = atMost(this.#here, head);
    this.#told = atMost(this.#told, head);
  }
}
