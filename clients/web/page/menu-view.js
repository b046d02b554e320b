// What can be done with one message, or one chat.

import { button, byId, element } from "./dom.js";

/** @typedef {{label: string, testId: string, run: () => void, danger?: boolean}} Choice */

const EMOJI = ["👍", "❤️", "😂", "😮", "😢", "🙏"];
const MARGIN = 8;

export class MenuView {
  #menu = byId("menu", HTMLDivElement);
  /** @type {HTMLElement | null} */
  #opener = null;

  constructor() {
    this.#menu.addEventListener("keydown", (event) => this.#pressed(event));
    this.#menu.addEventListener("toggle", (event) => {
      if (event.newState === "closed") {
        this.#opener?.removeAttribute("aria-expanded");
      }
    });
  }

  /**
   * @param {HTMLElement} opener
   * @param {string} name of the menu
   * @param {Choice[]} choices
   * @param {((emoji: string) => void) | null} [react]
   * @param {string[]} [chosen] emoji of one's own already there
   */
  open(opener, name, choices, react = null, chosen = []) {
    this.#opener = opener;
    this.#menu.setAttribute("aria-label", name);
    const row = byId("menu-emoji", HTMLDivElement);
    row.hidden = react === null;
    row.replaceChildren(
      ...EMOJI.map((emoji) => {
        const created = button("emoji", emoji, () => this.#run(() => react?.(emoji)));
        created.dataset.testid = `react-${emoji}`;
        created.setAttribute("aria-label", `React with ${emoji}`);
        created.setAttribute("aria-pressed", String(chosen.includes(emoji)));
        return created;
      }),
    );
    byId("menu-list", HTMLUListElement).replaceChildren(
      ...choices.map(({ label, testId, run, danger }) => {
        const item = element("li");
        const created = button(danger ? "menu-item danger" : "menu-item", label, () => this.#run(run));
        created.dataset.testid = testId;
        item.append(created);
        return item;
      }),
    );
    opener.setAttribute("aria-expanded", "true");
    this.#menu.showPopover();
    this.#place(opener);
    this.#buttons()[0]?.focus();
  }

  close() {
    this.#menu.hidePopover();
  }

  /** @param {() => void} action */
  #run(action) {
    this.close();
    this.#opener?.focus();
    action();
  }

  /** Beside the button, and on the screen. @param {HTMLElement} opener */
  #place(opener) {
    const at = opener.getBoundingClientRect();
    const { offsetWidth, offsetHeight, style } = this.#menu;
    const below = at.bottom + offsetHeight + MARGIN <= innerHeight;
    const top = below ? at.bottom + 4 : at.top - offsetHeight - 4;
    style.top = `${within(top, innerHeight - offsetHeight)}px`;
    style.left = `${within(at.left, innerWidth - offsetWidth)}px`;
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const buttons = this.#buttons();
      const index = buttons.findIndex((other) => other === document.activeElement);
      buttons.at((index + step) % buttons.length)?.focus();
    }
  }

  #buttons() {
    return [...this.#menu.querySelectorAll("button")].filter((other) => other.checkVisibility());
  }
}

/** @param {number} place @param {number} room */
const within = (place, room) => Math.max(MARGIN, Math.min(place, room - MARGIN));
