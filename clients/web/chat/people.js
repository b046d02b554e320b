// Finding people, and telling the operators about them.

import { isUserId } from "./places.js";

/** @typedef {import("./profiles.js").Profile} Profile */
/** @typedef {"spam" | "abuse" | "impersonation" | "other"} Reason */
/** @typedef {{userId: string} | {channelId: string, seq: number}} Reported */

/** Below this the server finds nobody. */
export const SEARCH_CHARACTERS = 2;
/** Whoever is called so comes first, with those who have it as a name. */
const HANDLE_PAGES = 5;

export class People {
  #rest;
  #profiles;

  /** @param {Pick<import("./rest.js").Rest, "get" | "ask">} rest @param {Pick<import("./profiles.js").Profiles, "learn">} profiles */
  constructor(rest, profiles) {
    this.#rest = rest;
    this.#profiles = profiles;
  }

  /**
   * By how a name begins, or a handle, with its at sign or without.
   *
   * @param {string} words
   * @param {{cursor?: string, signal?: AbortSignal}} [more]
   * @returns {Promise<{users: Profile[], next?: string}>}
   */
  async search(words, { cursor, signal } = {}) {
    const { users, next } = await this.#rest.get("/v1/users", {
      query: { q: words, cursor },
      ...(signal ? { signal } : {}),
    });
    return { users: users.map((/** @type {Profile} */ user) => this.#profiles.learn(user)), next };
  }

  /** Who has exactly this handle; null if nobody is found. @param {string} handle */
  async byHandle(handle) {
    const wanted = handle.replace(/^@/, "").toLowerCase();
    /** @type {string | undefined} */
    let cursor;
    for (let pages = 0; pages < HANDLE_PAGES; pages++) {
      const { users, next } = await this.search(`@${wanted}`, cursor === undefined ? {} : { cursor });
      const found = users.find((user) => user.handle === wanted);
      if (found || next === undefined) {
        return found ?? null;
      }
      cursor = next;
    }
    return null;
  }

  /** @param {Reported} what @param {Reason} reason @param {string} comment */
  async report(what, reason, comment) {
    await this.#rest.ask("POST", "/v1/reports", { body: { ...what, reason, ...(comment ? { comment } : {}) } });
  }
}

/**
 * The user ids of a list that somebody has typed: ids, or handles with their at signs. Rejects with a sentence.
 *
 * @param {string} text
 * @param {Pick<People, "byHandle">} people
 */
export async function idsIn(text, people) {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  const wrong = words.find((word) => !isUserId(word));
  if (wrong !== undefined) {
    throw new Error(`“${wrong}” is not a handle.`);
  }
  const found = await Promise.all(
    words.map(async (word) => (word.startsWith("@") ? (await people.byHandle(word))?.userId : word)),
  );
  const missing = words.find((_, index) => found[index] === undefined);
  if (missing !== undefined) {
    throw new Error(`Nobody has the handle ${missing}.`);
  }
  return [...new Set(found.filter((id) => id !== undefined))];
}
