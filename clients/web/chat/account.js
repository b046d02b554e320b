// What is the user's own: profile, privacy, devices, data.

/** @typedef {import("./profiles.js").Profile} Profile */
/** @typedef {"everyone" | "contacts" | "nobody"} Audience */
/**
 * @typedef {object} PrivacySettings
 * @property {Audience} writers who may open a conversation or add the user to a group
 * @property {Audience} presence who sees the user online
 * @property {boolean} receipts
 */
/** @typedef {Profile & {privacy: PrivacySettings}} Me */
/** @typedef {{deviceId: string, since?: number, sockets: number, push?: object}} Device connected, notified, or both */
/** @typedef {Pick<import("./rest.js").Rest, "get" | "ask">} Api */

export const HANDLE = /^[a-z][a-z0-9_]{2,29}$/;

export class Account {
  #rest;

  /** Each of its methods rejects as the API does. @param {Api} rest */
  constructor(rest) {
    this.#rest = rest;
  }

  /** Makes a profile from the sign-in, if there is none yet. @returns {Promise<Me>} */
  me() {
    return this.#rest.get("/v1/me");
  }

  /** @param {Partial<Omit<Profile, "userId">>} fields that change @returns {Promise<Me>} */
  change(fields) {
    return this.#rest.ask("PATCH", "/v1/me", { body: fields });
  }

  /** @param {Partial<PrivacySettings>} settings @returns {Promise<PrivacySettings>} */
  setPrivacy(settings) {
    return this.#rest.ask("PATCH", "/v1/me/privacy", { body: settings });
  }

  /** @returns {Promise<Device[]>} those that are connected, or told by notifications */
  async devices() {
    return (await this.#rest.get("/v1/devices")).devices;
  }

  /** @param {string} deviceId */
  signOut(deviceId) {
    return this.#rest.ask("DELETE", `/v1/devices/${encodeURIComponent(deviceId)}`);
  }

  /** No token from before is good any more. */
  signOutEverywhere() {
    return this.#rest.ask("DELETE", "/v1/devices");
  }

  /** All that the server holds of the user, page by page. */
  async everything() {
    /** @type {object[]} */
    const items = [];
    /** @type {string | undefined} */
    let cursor;
    do {
      const page = await this.#rest.get("/v1/me/export", { query: { cursor } });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return items;
  }

  /** The account, for good. */
  remove() {
    return this.#rest.ask("DELETE", "/v1/me");
  }
}
