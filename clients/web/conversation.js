// What this page knows of one channel's log.

/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {{delivered: number, read: number}} Cursors how far somebody has come; what is read is delivered */
/** @typedef {"sent" | "delivered" | "read"} Receipt */

/** A longer gap is not filled: the newest page is read instead, and older ones when somebody scrolls there. */
const LONGEST_GAP = 500;

/** @type {Cursors} */
const NOWHERE = Object.freeze({ delivered: 0, read: 0 });

/** Forward only. @param {Cursors} from @param {Partial<Cursors>} to @returns {Cursors} */
const further = (from, { delivered = 0, read = 0 }) => ({
  delivered: Math.max(from.delivered, delivered, read),
  read: Math.max(from.read, read),
});

/** @param {Cursors} cursors @param {number} head @returns {Cursors} */
const atMost = ({ delivered, read }, head) => ({ delivered: Math.min(delivered, head), read: Math.min(read, head) });

/**
 * Messages by seq. Numbers have no hole on the server, so a missing number is a message that has not come yet. The run
 * is the part without a hole that begins at the lowest known number.
 */
export class Conversation {
  /** @type {Map<number, Message>} */
  #messages = new Map();
  #first = 0;
  #end = 0;
  #head = 0;
  /** @type {Message | null} */
  #last = null;
  #beginsHere = false;
  #own = NOWHERE;
  /** Of `own`, what the server holds, so far as we know. */
  #told = NOWHERE;
  /** The peer's, of whom only receipts tell. */
  #theirs = NOWHERE;

  /**
   * @param {string} channelId
   * @param {string | null} peer the other side of a direct channel
   */
  constructor(channelId, peer) {
    this.channelId = channelId;
    this.peer = peer;
  }

  /** The highest number known to be stored, whether or not its message has come. */
  get head() {
    return this.#head;
  }

  /** The newest message known; for the list. */
  get last() {
    return this.#last;
  }

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

  get hasOlder() {
    return this.#first > 1 && !this.#beginsHere;
  }

  /** The server has nothing below the first, for this reader at least. */
  reachBeginning() {
    this.#beginsHere = true;
  }

  /** Held messages in the order of their numbers, those behind a hole included. */
  messages() {
    return [...this.#messages.values()].sort((one, other) => one.seq - other.seq);
  }

  /** @param {number} seq */
  get(seq) {
    return this.#messages.get(seq);
  }

  /** How far this user has come, on any device. */
  get own() {
    return this.#own;
  }

  get unread() {
    return Math.max(0, this.#head - this.#own.read);
  }

  /** @param {Partial<Cursors>} to @returns {boolean} whether that moved anything */
  advance(to) {
    const before = this.#own;
    this.#own = further(before, to);
    this.#deliverRun();
    return this.#own.read > before.read || this.#own.delivered > before.delivered;
  }

  /** What the server holds of this user: less than it was told, where that got lost. @param {Cursors} cursors */
  heldByServer(cursors) {
    this.#told = cursors;
    this.advance(cursors);
  }

  /** This user's cursors have moved on the server. @param {Cursors} cursors */
  movedOnServer(cursors) {
    this.heldByServer(further(this.#told, cursors));
  }

  /** The server has been told all. */
  tell() {
    this.#told = this.#own;
  }

  get isAheadOfServer() {
    return this.#own.read > this.#told.read || this.#own.delivered > this.#told.delivered;
  }

  /** @param {Cursors} cursors */
  peerCame(cursors) {
    this.#theirs = further(this.#theirs, cursors);
  }

  /** How far the peer is known to have come with a message. @param {number} seq @returns {Receipt} */
  receipt(seq) {
    return seq <= this.#theirs.read ? "read" : seq <= this.#theirs.delivered ? "delivered" : "sent";
  }

  /** What follows the delivered without a hole is delivered too. */
  #deliverRun() {
    if (!this.isEmpty && this.#first <= this.#own.delivered + 1) {
      this.#own = further(this.#own, { delivered: this.#end });
    }
  }

  /**
   * @param {number} head
   * @param {Message} [last]
   */
  raiseHead(head, last) {
    this.#head = Math.max(this.#head, head);
    if (last && last.seq > (this.#last?.seq ?? 0)) {
      this.#last = last;
    }
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
        this.raiseHead(message.seq, message);
        if (this.#first === 0 || message.seq < this.#first) {
          this.#first = message.seq;
          this.#end = message.seq;
        }
      }
    }
    while (this.#messages.has(this.#end + 1)) {
      this.#end++;
    }
    this.#deliverRun();
    return fresh;
  }

  /** The number after which messages are missing; null if there are none, or none has been read yet. */
  gap() {
    return this.isEmpty || this.#end >= this.#head ? null : this.#end;
  }

  get isFarBehind() {
    return !this.isEmpty && this.#head - this.#end > LONGEST_GAP;
  }

  /** The server has nothing above what is held, whatever was thought of the head. */
  lowerHead() {
    this.#last = this.messages().at(-1) ?? null;
    this.#head = this.#last?.seq ?? 0;
    this.#own = atMost(this.#own, this.#head);
    this.#told = atMost(this.#told, this.#head);
    this.#theirs = atMost(this.#theirs, this.#head);
  }

  /** Drops the messages, keeps the head. */
  clear() {
    this.#messages.clear();
    this.#first = 0;
    this.#end = 0;
    this.#beginsHere = false;
  }
}
