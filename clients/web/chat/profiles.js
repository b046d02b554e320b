// Who the others are: asked for when somebody is to be named, and remembered for a while.

import { RefusedError } from "./protocol.js";

/**
 * @typedef {object} Profile
 * @property {string} userId
 * @property {string} [handle] unique, without the @
 * @property {string} name
 * @property {string} [about]
 */
/** @typedef {{profile: Profile | null, until: number}} Known null: the server knows nobody of that id */

const GOOD_MILLIS = 10 * 60_000;
/** Somebody without a profile may make one any time. */
const NOBODY_MILLIS = 30_000;
const FAILED_MILLIS = 15_000;
const AT_ONCE = 4;

export class Profiles {
  #rest;
  #changed;
  #now;
  /** @type {Map<string, Known>} */
  #known = new Map();
  /** Asked for, the first of them on their way. @type {Set<string>} */
  #wanted = new Set();
  #running = 0;

  /**
   * @param {object} parts
   * @param {Pick<import("./rest.js").Rest, "get">} parts.rest
   * @param {() => void} parts.changed
   * @param {() => number} [parts.now]
   */
  constructor({ rest, changed, now = Date.now }) {
    this.#rest = rest;
    this.#changed = changed;
    this.#now = now;
  }

  /** As people call them; their id until that is known. @param {string} userId */
  nameOf = (userId) => {
    const { name, handle } = this.find(userId) ?? {};
    return name || (handle ? `@${handle}` : userId);
  };

  /** What is known now; if that is nothing or old, the server is asked. @param {string} userId @returns {Profile | null} */
  find(userId) {
    const known = this.#known.get(userId);
    if (!known || known.until <= this.#now()) {
      this.#wanted.add(userId);
      this.#ask();
    }
    return known?.profile ?? null;
  }

  /** @param {Profile} profile as the server has just told it */
  learn({ userId, handle, name, about }) {
    const profile = { userId, name: name ?? "", about: about ?? "", ...(handle ? { handle } : {}) };
    this.#keep(userId, profile, GOOD_MILLIS);
    return profile;
  }

  #ask() {
    for (const userId of [...this.#wanted].slice(this.#running, AT_ONCE)) {
      this.#running++;
      void this.#read(userId).finally(() => {
        this.#running--;
        this.#wanted.delete(userId);
        this.#changed();
        this.#ask();
      });
    }
  }

  /** @param {string} userId */
  async #read(userId) {
    const before = this.#known.get(userId)?.profile ?? null;
    try {
      this.learn(await this.#rest.get(`/v1/users/${encodeURIComponent(userId)}`));
    } catch (error) {
      if (error instanceof RefusedError && error.code === "NOT_FOUND") {
        this.#keep(userId, null, NOBODY_MILLIS);
      } else {
        const later = error instanceof RefusedError ? error.retryAfterMillis : undefined;
        this.#keep(userId, before, later ?? FAILED_MILLIS);
      }
    }
  }

  /** @param {string} userId @param {Profile | null} profile @param {number} millis */
  #keep(userId, profile, millis) {
    this.#known.set(userId, { profile, until: this.#now() + millis });
  }
}
