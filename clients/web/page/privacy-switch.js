// Whether others see what this user has read. The server does not tell the setting, so the browser remembers it.

import { byId } from "./dom.js";

export class PrivacySwitch {
  #box = byId("receipts", HTMLInputElement);
  #key = "";

  /** @param {(receipts: boolean) => Promise<boolean>} change rejects where it could not be done */
  constructor(change) {
    this.#box.addEventListener("change", async () => {
      const key = this.#key;
      this.#box.disabled = true;
      try {
        localStorage.setItem(key, String(await change(this.#box.checked)));
      } catch {
        // It stays as it was.
      } finally {
        this.#box.disabled = false;
        this.#show();
      }
    });
  }

  /** @param {string} user */
  of(user) {
    this.#key = `chat.receipts.${user}`;
    this.#show();
  }

  #show() {
    this.#box.checked = localStorage.getItem(this.#key) !== "false";
  }
}
