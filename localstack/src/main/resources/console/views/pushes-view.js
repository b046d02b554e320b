// What was pushed to phones.

import { ask } from "../page/api.js";
import { element, named, reconcile } from "../page/dom.js";
import { time } from "../page/words.js";

/** @typedef {import("../page/types.js").Notification} Notification */

export class PushesView {
  #list = named(element("ul", "rows"), "pushes");
  #empty = element("p", "empty", "Nothing has been pushed. A push comes when a message reaches nobody who is connected.");

  /** @param {HTMLElement} root */
  constructor(root) {
    root.append(this.#list, this.#empty);
  }

  async show() {
    const { notifications } = /** @type {{ notifications: Notification[] }} */ (await ask("/api/notifications"));
    this.#empty.hidden = notifications.length > 0;
    reconcile(this.#list, notifications, ({ messageId }) => messageId, create);
  }
}

/** @param {Notification} notification */
function create({ at, platform, token, caller, payload, delivered }) {
  return named(element("li", "row queue", element("div", "row-words", element("strong", "", `${platform} ${token}`),
    element("span", "row-note-fixed", `${time(at)} by ${caller}${delivered ? "" : ", but the platform no longer knew the token"}`), element("code", "", payload))), "push");
}
