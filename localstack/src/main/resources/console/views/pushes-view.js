// What was pushed to phones, and a way of removing the app from one.

import { ask, post } from "../page/api.js";
import { button, element, named, reconcile } from "../page/dom.js";
import { tell } from "../page/toast.js";
import { time } from "../page/words.js";

/** @typedef {import("../page/types.js").Notification} Notification */

export class PushesView {
  #list = named(element("ul", "rows"), "pushes");
  #empty = element("p", "empty", "Nothing has been pushed. A push comes when a message reaches nobody who is connected.");

  /** @param {HTMLElement} root */
  constructor(root) {
    root.append(element("p", "soft", "Remove app has the platform forget the phone: what is pushed to it next is lost, and " +
      "its endpoint is disabled from then on."), this.#list, this.#empty);
  }

  async show() {
    const { notifications } = /** @type {{ notifications: Notification[] }} */ (await ask("/api/pushes"));
    this.#empty.hidden = notifications.length > 0;
    reconcile(this.#list, notifications, ({ messageId }) => messageId, create);
  }
}

/** @param {Notification} notification */
function create({ at, platform, token, owner, caller, payload, attributes, delivered }) {
  const beside = Object.entries(attributes).map(([name, value]) => `${name}: ${value}`);
  const remove = () => tell(post("/api/pushes/removed-apps", { token }), `${owner ?? token}: the app is removed.`);
  return named(element("li", "row",
    element("div", "row-words", element("strong", "", `${owner ?? "nobody"} · ${platform}`),
      element("span", "row-note-fixed", `${time(at)} by ${caller}${delivered ? "" : ", but the platform no longer knew the token"}`),
      element("span", "row-note-fixed", `token ${token}`),
      element("code", "", [pretty(payload), ...beside].join("\n"))),
    element("div", "row-buttons", named(button("quiet", "Remove app", remove), "remove-app"))), "push");
}

/** @param {string} payload */
const pretty = (payload) => JSON.stringify(JSON.parse(payload), null, 2);
