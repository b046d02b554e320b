// How a channel is set up: a group's settings, one's role in it, what is pinned.

import { isGroupChange } from "./contents.js";

/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./protocol.js").Role} Role */
/**
 * @typedef {object} Own
 * @property {number} size
 * @property {Role} role of this user
 * @property {number[]} pinned seqs in the order of pinning
 * @property {boolean} left this user is no longer a member
 */
/** @typedef {import("./protocol.js").Settings & Own} State */

/** @type {State} */
const BLANK = Object.freeze({
  name: "",
  description: "",
  announcement: false,
  history: "joined",
  size: 0,
  role: "member",
  pinned: [],
  left: false,
});

/**
 * What the server said last, and what the log has said since. Entries are taken in the order of their numbers however
 * they come, so what is shown does not depend on the order of frames.
 */
export class ChannelState {
  #me;
  #base = BLANK;
  #asOf = 0;
  #isLearned = false;
  /** The entry by which this user came in, while nothing has been told of the channel since; else 0. */
  #entered = 0;
  /** @type {Map<number, Message>} */
  #since = new Map();
  /** @type {State | null} */
  #now = null;

  /** @param {string} me */
  constructor(me) {
    this.#me = me;
  }

  /** @returns {State} */
  get now() {
    this.#now ??= [...this.#since.values()]
      .sort((one, other) => one.seq - other.seq)
      .reduce((state, message) => after(state, message, this.#me), this.#base);
    return this.#now;
  }

  /** Whether the server has told of it, or we saw it begin; and this user has been there ever since. */
  get isLearned() {
    return this.#entered === 0 && (this.#isLearned || this.now.name !== "");
  }

  /** Seq of the last entry that may have changed it. */
  get version() {
    return Math.max(this.#asOf, ...this.#since.keys());
  }

  /** @param {Partial<State>} base @param {number} asOf the seq up to which it has taken in the log */
  learn(base, asOf) {
    this.#base = { ...BLANK, ...base };
    this.#isLearned = true;
    this.includes(Math.max(asOf, this.#entered));
    this.#entered = 0;
  }

  /** Was told with this entry taken in, whatever the head said then. @param {number} seq */
  includes(seq) {
    this.#asOf = Math.max(this.#asOf, seq);
    [...this.#since.keys()].filter((key) => key <= this.#asOf).forEach((key) => this.#since.delete(key));
    this.#now = null;
  }

  /** The server no longer counts this user as a member. @param {number} seq the entry by which they left */
  leave(seq) {
    this.#base = { ...this.now, left: true };
    this.includes(seq);
  }

  /** Exact, since somebody counted. @param {number} size */
  count(size) {
    this.#base = { ...this.#base, size: this.#base.size + size - this.now.size };
    this.#now = null;
  }

  /** @param {Message} message */
  add(message) {
    if (enters(message, this.#me) && message.seq > this.#asOf && (this.now.left || !this.isLearned)) {
      this.#entered = message.seq;
    }
    if (message.seq > this.#asOf && (isGroupChange(message.content) || message.content.type === "pin")) {
      this.#since.set(message.seq, message);
      this.#now = null;
    }
  }
}

/** @param {Message} message @param {string} me */
const enters = ({ sender, content }, me) =>
  (content.type === "add" && content.users.includes(me)) || (content.type === "join" && sender === me);

/** @param {State} state @param {Message} message @param {string} me @returns {State} */
function after(state, { sender, content }, me) {
  switch (content.type) {
    case "create": {
      const { name, description = "", announcement = false, history = "joined", members = [] } = content;
      const size = new Set([sender, ...members]).size;
      return { ...state, name, description, announcement, history, size, role: sender === me ? "owner" : "member" };
    }
    case "settings": {
      const { name, description, announcement, history } = { ...state, ...content };
      return { ...state, name, description, announcement, history };
    }
    case "add": {
      const grown = { ...state, size: state.size + content.users.length };
      return content.users.includes(me) ? { ...grown, left: false, role: "member" } : grown;
    }
    case "join": {
      const grown = { ...state, size: state.size + 1 };
      return sender === me ? { ...grown, left: false, role: "member" } : grown;
    }
    case "remove":
      return { ...state, size: state.size - 1, left: state.left || content.user === me };
    case "leave": {
      const role = content.newOwner === me ? "owner" : state.role;
      return { ...state, size: state.size - 1, left: state.left || sender === me, role };
    }
    case "role": {
      const passedOn = content.role === "owner" && sender === me;
      return { ...state, role: content.user === me ? content.role : passedOn ? "admin" : state.role };
    }
    case "pin": {
      const pinned = state.pinned.filter((seq) => seq !== content.target);
      return { ...state, pinned: content.removed ? pinned : [...pinned, content.target] };
    }
    default:
      return state;
  }
}
