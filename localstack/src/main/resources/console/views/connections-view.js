// The open sockets, and two ways of ending one.

import { ask, post } from "../page/api.js";
import { button, element, fill, named, reconcile } from "../page/dom.js";
import { tell } from "../page/toast.js";
import { ago, count } from "../page/words.js";

/** @typedef {import("../page/types.js").Connection} Connection */
/** @typedef {import("../page/types.js").Overview} Overview */

export class ConnectionsView {
  #list = named(element("ul", "rows"), "connections");
  #empty = element("p", "empty", "Nobody is connected. Open the chat in two tabs and sign in.");

  /** @param {HTMLElement} root */
  constructor(root) {
    root.append(element("p", "soft", "Cut breaks the connection as a lost network does: the client sees 1006 and comes " +
      "back. Close says goodbye as a function may."), this.#list, this.#empty);
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

/** @param {Connection} connection */
function create({ id, user, userAgent }) {
  const end = (/** @type {string} */ way) => () =>
    tell(post(`/api/connections/${encodeURIComponent(id)}/${way}`), `${user || id}: ${way === "cut" ? "cut" : "closed"}.`);
  const row = element("li", "row",
    element("div", "row-words", element("strong", "", user || "not signed in"), element("span", "row-note"),
      element("span", "row-note-fixed", userAgent)),
    element("div", "row-buttons", named(button("quiet", "Cut", end("cut")), `cut-${user}`),
      named(button("quiet", "Close", end("close")), `close-${user}`)));
  return named(row, `connection-${user}`);
}
