// The figures of every function, and the log of the chosen one.

import { ask } from "../page/api.js";
import { element, fill, markCurrent, named, part, reconcile } from "../page/dom.js";
import { address } from "../page/place.js";
import { count, duration, time } from "../page/words.js";

/** @typedef {import("../page/types.js").FunctionFigures} FunctionFigures */
/** @typedef {import("../page/types.js").Overview} Overview */
/** @typedef {{ at: string, text: string }} Line */

const HEADS = ["Function", "Invocations", "Errors", "p50", "p95", "Max", "Cold starts", "Throttles", "Idle", "Memory"];

export class FunctionsView {
  #body = element("tbody", "");
  #log = named(element("ol", "log"), "log");
  #title = element("h3", "");

  /** @param {HTMLElement} root */
  constructor(root) {
    const head = element("tr", "", ...HEADS.map((text) => element("th", "", text)));
    root.append(element("div", "scrolls", element("table", "figures", element("thead", "", head), this.#body)),
      element("section", "log-box", this.#title, this.#log));
  }

  /** @param {Overview} overview @param {string} name */
  async show({ functions }, name) {
    reconcile(this.#body, functions, (each) => each.name, create, (row, each) => {
      update(row, each);
      markCurrent(part(row, "a"), each.name === name);
    });
    if (name === "") {
      fill(/** @type {Element} */ (this.#title.parentElement), { h3: "Choose a function to read its log" });
      return;
    }
    const { lines } = /** @type {{ lines: Line[] }} */ (await ask(`/api/functions/${encodeURIComponent(name)}/log`));
    fill(/** @type {Element} */ (this.#title.parentElement), {
      h3: lines.length > 0 ? `Log of ${name}, newest first` : `${name} has written nothing yet`,
    });
    reconcile(this.#log, lines, ({ at, text }) => at + text, ({ at, text }) =>
      element("li", "", element("time", "", time(at)), element("code", "", text)));
  }
}

/** @param {FunctionFigures} figures */
function create({ name }) {
  const link = element("a", "", name);
  link.href = address("functions", name);
  const row = element("tr", "", element("th", "", named(link, `function-${name}`)),
    ...HEADS.slice(1).map((_, index) => element("td", `figure-${index}`)));
  part(row, "th").setAttribute("scope", "row");
  return row;
}

/** @param {HTMLElement} row @param {FunctionFigures} figures */
function update(row, { invocations, errors, p50Millis, p95Millis, maxMillis, coldStarts, throttles, idleEnvironments,
  memoryMegabytes }) {
  const ran = invocations > 0;
  const texts = [count(invocations), count(errors), ran ? duration(p50Millis) : "", ran ? duration(p95Millis) : "",
    ran ? duration(maxMillis) : "", count(coldStarts), count(throttles), count(idleEnvironments), `${memoryMegabytes} MB`];
  fill(row, Object.fromEntries(texts.map((text, index) => [`.figure-${index}`, text])));
  part(row, ".figure-1").classList.toggle("bad", errors > 0);
  row.classList.toggle("unused", !ran);
}
