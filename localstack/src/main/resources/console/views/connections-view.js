// The open sockets, two ways of ending one, and the switch that locks a user out.

import { ask, post } from "../page/api.js";
import { button, element, fill, named, reconcile } from "../page/dom.js";
import { tell } from "../page/toast.js";
import { ago, count } from "../page/words.js";

/** @typedef {import("../page/types.js").Connection} Connection */
/** @typedef {import("../page/types.js").Overview} Overview */

export class ConnectionsView {
  #list = named(element("ul", "rows"), "connections");
  #user = named(element("input", "user"), "suspend-user");
  #empty = element("p", "empty", "Nobody is connected. Open the chat in two tabs and sign in.");

  /** @param {HTMLElement} root */
  constructor(root) {
    root.append(element("p", "soft", "Cut breaks the connection as a lost network does: the client sees 1006 and comes " +
      "back. Close says goodbye as a function may. Suspend locks the user out until they are restored."),
    this.#switch(), this.#list, this.#empty);
  }

  /** For those who are not connected, too: who is suspended is not in the list. */
  #switch() {
    this.#user.placeholder = "User id";
    this.#user.setAttribute("aria-label", "User id");
    const order = (/** @type {boolean} */ suspended) => () => suspend(this.#user.value.trim(), suspended);
    return element("div", "row-buttons", this.#user, named(button("quiet", "Suspend", order(true)), "suspend"),
      named(button("quiet", "Restore", order(false)), "restore"));
  }

  /** @param {Overview} overview */
  async show({ now }) {
    const { connections } = /** @type {{ connections: Connection[] }} */ (await ask("/api/connections"));
    this.#empty.hidden = connections.length > 0;
    reconcile(this.#list, connections, ({ id }) => id, create, (row, connection) => fill(row, {
      ".row-note": `${connection.id} · ${count(connection.framesIn)} frames in, ${count(connection.framesOut)} out · ` +
        `since ${ago(connection.connectedAt, now)}, last frame ${ago(connection.lastActiveAt, now)}`,
    }));
  }
}

/** @param {string} user @param {boolean} suspended */
const suspend = (user, suspended) =>
  tell(post(`/api/users/${encodeURIComponent(user)}/suspended`, { suspended }),
    `${user}: ${suspended ? "suspended" : "restored"}.`);

/** @param {Connection} connection */
function create({ id, user, userAgent }) {
  const end = (/** @type {string} */ way) => () =>
    tell(post(`/api/connections/${encodeURIComponent(id)}/${way}`), `${user || id}: ${way === "cut" ? "cut" : "closed"}.`);
  const row = element("li", "row",
    element("div", "row-words", element("strong", "", user || "not signed in"), element("span", "row-note"),
      element("span", "row-note-fixed", userAgent)),
    element("div", "row-buttons", named(button("quiet", "Cut", end("cut")), `cut-${user}`),
      named(button("quiet", "Close", end("close")), `close-${user}`),
      named(button("quiet", "Suspend", () => suspend(user, true)), `suspend-${user}`)));
  return named(row, `connection-${user}`);
}
