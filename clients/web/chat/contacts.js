// Whom the user knows, asks, is asked by, and has blocked.

/** @typedef {import("./profiles.js").Profile} Profile */
/** @typedef {"none" | "outgoing" | "incoming" | "accepted"} ContactState */
/** @typedef {{state: ContactState, blocked: boolean}} Contact */

/** @type {Contact} */
const STRANGER = { state: "none", blocked: false };

export class Contacts {
  #rest;
  #profiles;
  #changed;
  /** @type {Map<string, Contact>} */
  #contacts = new Map();
  #version = 0;

  /**
   * @param {object} parts
   * @param {Pick<import("./rest.js").Rest, "get" | "ask">} parts.rest
   * @param {Pick<import("./profiles.js").Profiles, "learn">} parts.profiles
   * @param {() => void} parts.changed
   */
  constructor({ rest, profiles, changed }) {
    this.#rest = rest;
    this.#profiles = profiles;
    this.#changed = changed;
  }

  /** All of them; the server does not tell when others change something. Rejects as the API does. */
  async load() {
    const version = ++this.#version;
    /** @type {Map<string, Contact>} */
    const contacts = new Map();
    /** @type {string | undefined} */
    let cursor;
    do {
      const page = await this.#rest.get("/v1/contacts", { query: { cursor } });
      for (const contact of page.contacts) {
        contacts.set(contact.userId, { state: contact.state, blocked: contact.blocked });
        if (typeof contact.name === "string") {
          this.#profiles.learn(contact);
        }
      }
      cursor = page.next;
    } while (cursor !== undefined);
    if (version === this.#version) {
      // else something has changed meanwhile
      this.#contacts = contacts;
      this.#changed();
    }
  }

  /** @param {string} userId */
  of(userId) {
    return this.#contacts.get(userId) ?? STRANGER;
  }

  /** @param {ContactState} state */
  in(state) {
    return this.#where((contact) => contact.state === state && !contact.blocked);
  }

  blocked() {
    return this.#where(({ blocked }) => blocked);
  }

  /** Asks them, or accepts what they ask. @param {string} userId */
  async request(userId) {
    const { state, blocked } = await this.#rest.ask("PUT", at("contacts", userId));
    this.#set(userId, { state, blocked });
  }

  /** Declines, withdraws or ends it. @param {string} userId */
  async remove(userId) {
    await this.#rest.ask("DELETE", at("contacts", userId));
    this.#set(userId, { ...this.of(userId), state: "none" });
  }

  /** @param {string} userId */
  async block(userId) {
    await this.#rest.ask("PUT", at("blocks", userId));
    this.#set(userId, { state: "none", blocked: true });
  }

  /** @param {string} userId */
  async unblock(userId) {
    await this.#rest.ask("DELETE", at("blocks", userId));
    this.#set(userId, STRANGER);
  }

  /** @param {string} userId @param {Contact} contact */
  #set(userId, contact) {
    this.#version++;
    this.#contacts.set(userId, contact);
    this.#changed();
  }

  /** @param {(contact: Contact) => boolean} holds */
  #where(holds) {
    return [...this.#contacts].filter(([, contact]) => holds(contact)).map(([userId]) => userId);
  }
}

/** @param {"contacts" | "blocks"} list @param {string} userId */
const at = (list, userId) => `/v1/${list}/${encodeURIComponent(userId)}`;
