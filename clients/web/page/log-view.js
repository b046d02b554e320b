// The stream of a conversation, and where its reader stands.

import { createEntry, updateEntry } from "./entry-view.js";
import { byId, onClick, reconcile, setText } from "./dom.js";

/** @typedef {import("../chat/entries.js").Entry} Entry */
/**
 * @typedef {object} LogActions
 * @property {() => void} older
 * @property {() => void} newer
 * @property {() => void} newest
 * @property {() => void} seen the newest message is on the screen
 */
/**
 * @typedef {object} Stretch
 * @property {string} note
 * @property {number} first
 * @property {boolean} hasOlder
 * @property {boolean} isLookingBack newer messages lie below, not loaded
 */

const NEAR = 80;
const MARKED_MILLIS = 2_000;

export class LogView {
  #log = byId("messages", HTMLDivElement);
  #entries = byId("entries", HTMLOListElement);
  #note = byId("log-note", HTMLParagraphElement);
  #toNewest = byId("to-newest", HTMLButtonElement);
  #actions;
  #entryActions;
  #nearEnd = true;
  #hasOlder = false;
  #isLookingBack = false;
  #first = 0;
  #newest = "";

  /** @param {LogActions} actions @param {import("./entry-view.js").EntryActions} entryActions */
  constructor(actions, entryActions) {
    this.#actions = actions;
    this.#entryActions = entryActions;
    this.#log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    onClick(this.#toNewest, () => {
      this.#actions.newest();
      this.#scrollToEnd();
    });
    new ResizeObserver(() => this.atEnd && this.#scrollToEnd()).observe(this.#log);
  }

  /** Whether the reader sees the newest message. */
  get atEnd() {
    return this.#nearEnd && !this.#isLookingBack;
  }

  clear() {
    this.#nearEnd = true;
    this.#isLookingBack = false;
    this.#first = 0;
    this.#newest = "";
    this.#toNewest.hidden = true;
    this.#entries.replaceChildren();
  }

  /** @param {Entry[]} entries @param {Stretch} stretch */
  render(entries, { note, first, hasOlder, isLookingBack }) {
    const heightBelow = this.#log.scrollHeight - this.#log.scrollTop;
    const older = first < this.#first;
    const stays = this.#isLookingBack === isLookingBack;
    const wasAtEnd = this.atEnd;
    this.#first = first;
    this.#hasOlder = hasOlder;
    this.#isLookingBack = isLookingBack;
    setText(this.#note, note);
    // A page of old messages is nothing to read out.
    this.#log.setAttribute("aria-busy", String(Math.abs(entries.length - this.#entries.childElementCount) > 3));
    reconcile(
      this.#entries,
      entries,
      (entry) => entry.key,
      (entry) => createEntry(entry, this.#entryActions),
      (item, entry) => updateEntry(item, entry, this.#entryActions),
    );
    this.#log.setAttribute("aria-busy", "false");
    const last = entries.at(-1);
    const grew = last !== undefined && last.key !== this.#newest;
    this.#newest = last?.key ?? "";
    const mine = last?.kind === "message" && last.mine;
    if (wasAtEnd && !isLookingBack) {
      this.#scrollToEnd();
    } else if (grew && mine && last.state === "sending") {
      this.#scrollToEnd();
    } else if (older && stays) {
      this.#log.scrollTop = this.#log.scrollHeight - heightBelow; // older ones came in above: stand still
    } else if (grew && !mine && !isLookingBack) {
      this.#offerNewest("New messages ↓");
    }
    if (isLookingBack) {
      this.#offerNewest("To the newest ↓");
    }
    this.#readOn();
  }

  /** Brings a message into sight and marks it for a moment. @param {number} seq */
  point(seq) {
    const item = this.#entries.querySelector(`[data-seq="${seq}"]`);
    if (item instanceof HTMLElement) {
      item.scrollIntoView({ block: "center" });
      item.dataset.pointed = "true";
      setTimeout(() => delete item.dataset.pointed, MARKED_MILLIS);
      part(item)?.focus({ preventScroll: true });
    }
  }

  /** @param {string} words */
  #offerNewest(words) {
    setText(this.#toNewest, words);
    this.#toNewest.hidden = false;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#log;
    this.#nearEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.atEnd) {
      this.#toNewest.hidden = true;
      this.#actions.seen();
    }
    this.#readOn();
  }

  /** Near an edge, what lies behind it is read. */
  #readOn() {
    if (this.#hasOlder && this.#log.scrollTop < NEAR) {
      this.#actions.older();
    }
    if (this.#isLookingBack && this.#nearEnd) {
      this.#actions.newer();
    }
  }

  #scrollToEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#nearEnd = true;
    this.#toNewest.hidden = !this.#isLookingBack;
  }
}

/** @param {HTMLElement} item @returns {HTMLElement | null} what of it can have the focus */
const part = (item) => item.querySelector(".more:not([hidden])");
