// Finding people, and those whom the user knows already.

import { SEARCH_CHARACTERS } from "../chat/people.js";
import { sentenceOf } from "../chat/protocol.js";
import { byId, onClick, reconcile, setText } from "./dom.js";
import { createPersonRow, personKey, updatePersonRow } from "./person-row.js";

/** @typedef {import("../chat/profiles.js").Profile} Profile */
/** @typedef {import("./person-row.js").Person} Person */
/** @typedef {import("./person-row.js").PersonActions} PersonActions */
/** @typedef {{requests: string[], asked: string[], known: string[], blocked: string[]}} Circle whom the user knows */
/**
 * @typedef {object} PeopleSources
 * @property {(words: string, more: {cursor?: string, signal?: AbortSignal}) => Promise<{users: Profile[], next?: string}>}
 *   search rejects with a sentence
 * @property {() => Circle} circle
 * @property {(userId: string) => Person} person
 * @property {() => Promise<void>} load reads the contacts anew; rejects with a sentence
 */

const PAUSE_MILLIS = 300;

export class PeopleDialog {
  #dialog = byId("people-dialog", HTMLDialogElement);
  #words = byId("search-words", HTMLInputElement);
  #more = byId("search-more", HTMLButtonElement);
  #sources;
  /** @type {PersonActions} */
  #actions;
  /** @type {string[]} */
  #found = [];
  /** @type {string | undefined} */
  #next;
  #search = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /** @param {PeopleSources} sources @param {PersonActions} actions of which `act` rejects with a sentence */
  constructor(sources, { about, act }) {
    this.#sources = sources;
    this.#actions = {
      about,
      act: (userId, deed) => act(userId, deed).catch((error) => this.#say(sentenceOf(error))),
    };
    this.#dialog.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLAnchorElement) {
        this.close(); // it leads to where the page may be already
      }
    });
    onClick(byId("people-close", HTMLButtonElement), () => this.close());
    onClick(this.#more, () => void this.#find(this.#next));
    this.#words.addEventListener("input", () => this.#written());
    byId("search-form", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#written(0);
    });
  }

  close() {
    this.#dialog.close();
  }

  open() {
    this.#words.value = "";
    this.#written(0);
    this.#dialog.showModal();
    if (!matchMedia("(pointer: coarse)").matches) {
      this.#words.focus(); // on a phone it would open the keyboard over those who are known
    }
    this.render();
    this.#sources.load().catch((error) => this.#say(sentenceOf(error)));
  }

  /** As it is now. */
  render() {
    if (!this.#dialog.open) {
      return;
    }
    const { requests, asked, known, blocked } = this.#sources.circle();
    this.#list("search-found", this.#found, "found");
    this.#list("requests", requests, "contact");
    this.#list("asked", asked, "contact");
    this.#list("contacts", known, "contact");
    this.#list("blocked", blocked, "contact");
    const nobody = [requests, asked, known, blocked].every(({ length }) => length === 0);
    byId("no-contacts", HTMLParagraphElement).hidden = !nobody || this.#found.length > 0;
  }

  /** @param {string} id @param {string[]} userIds @param {string} kind */
  #list(id, userIds, kind) {
    const list = byId(id, HTMLUListElement);
    const section = list.closest("section");
    if (section) {
      section.hidden = userIds.length === 0;
    }
    reconcile(
      list,
      userIds.map(this.#sources.person),
      personKey,
      (person) => createPersonRow(person, this.#actions, kind),
      updatePersonRow,
    );
  }

  #written(millis = PAUSE_MILLIS) {
    clearTimeout(this.#pause);
    this.#search.abort();
    const { length } = this.#words.value.trim().replace(/^@/, "");
    if (length < SEARCH_CHARACTERS) {
      this.#show([], undefined);
      this.#say(length === 0 ? "" : "One more character, please.");
    } else {
      this.#pause = setTimeout(() => void this.#find(), millis);
    }
  }

  /** @param {string} [cursor] */
  async #find(cursor) {
    this.#search = new AbortController();
    const { signal } = this.#search;
    this.#more.disabled = true;
    try {
      const more = cursor === undefined ? { signal } : { signal, cursor };
      const { users, next } = await this.#sources.search(this.#words.value.trim(), more);
      if (!signal.aborted) {
        const found = users.map(({ userId }) => userId);
        this.#show([...new Set([...(cursor === undefined ? [] : this.#found), ...found])], next);
        this.#say(this.#found.length === 0 && next === undefined ? "Nobody found." : "");
        if (found.length === 0 && next !== undefined) {
          void this.#find(next); // a page may be empty, and not be the last
        }
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#say(sentenceOf(error));
      }
    } finally {
      this.#more.disabled = false;
    }
  }

  /** @param {string[]} found @param {string | undefined} next */
  #show(found, next) {
    this.#found = found;
    this.#next = next;
    this.#more.hidden = next === undefined;
    this.render();
  }

  /** @param {string} sentence */
  #say(sentence) {
    setText(byId("search-said", HTMLParagraphElement), sentence);
  }
}
