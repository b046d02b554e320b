// The bar of pinned messages.

import { button, byId, element, part, reconcile, setText } from "./dom.js";

/** @typedef {{seq: number, text: string}} Pinned */

export class PinsView {
  #bar = byId("pins", HTMLDetailsElement);
  #jump;
  #unpin;

  /** @param {(seq: number) => void} jump @param {(seq: number) => void} unpin */
  constructor(jump, unpin) {
    this.#jump = jump;
    this.#unpin = unpin;
  }

  close() {
    this.#bar.open = false;
  }

  /** @param {Pinned[]} pinned the newest first @param {boolean} mayUnpin */
  render(pinned, mayUnpin) {
    this.#bar.hidden = pinned.length === 0;
    const others = pinned.length > 1 ? ` (and ${pinned.length - 1} more)` : "";
    setText(byId("pins-summary", HTMLElement), `📌 ${pinned[0]?.text ?? ""}${others}`);
    reconcile(
      byId("pins-list", HTMLUListElement),
      pinned,
      ({ seq }) => String(seq),
      ({ seq }) => {
        const item = element("li", "pinned");
        const unpin = button("small unpin", "Unpin", () => this.#unpin(seq));
        item.append(
          button("pinned-text", "", () => {
            this.close();
            this.#jump(seq);
          }),
          unpin,
        );
        return item;
      },
      (item, { text }) => {
        setText(part(item, ".pinned-text"), text);
        part(item, ".unpin").hidden = !mayUnpin;
      },
    );
  }
}
