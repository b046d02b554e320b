// What can be made to go wrong: each fault with its switch and its dose.

import { put, remove } from "../page/api.js";
import { element, named, part, reconcile, setText } from "../page/dom.js";
import { tell } from "../page/toast.js";
import { counted } from "../page/words.js";

/** @typedef {import("../page/types.js").Fault} Fault */
/** @typedef {import("../page/types.js").Overview} Overview */

const ANYWHERE = "anywhere";

export class FaultsView {
  #list = named(element("ul", "rows faults"), "faults");

  /** @param {HTMLElement} root */
  constructor(root) {
    root.append(element("p", "soft", "The chat keeps its promises while these are on. Switch one on, talk, and watch how " +
      "messages still arrive."), this.#list);
  }

  /** @param {Overview} overview */
  async show({ faults }) {
    reconcile(this.#list, faults, ({ name }) => name, create, update);
  }
}

/** @param {Fault} fault */
function create(fault) {
  const id = `fault-${fault.name}`;
  const toggle = named(element("input", ""), id);
  toggle.type = "checkbox";
  toggle.setAttribute("role", "switch");
  toggle.id = id;
  const row = element("li", "row fault");
  const set = () => put(`/api/faults/${fault.name}`, dose(row, fault));
  toggle.addEventListener("change", () => void tell(
    toggle.checked ? set() : remove(`/api/faults/${fault.name}`),
    `${fault.sentence}: ${toggle.checked ? "on" : "off"}.`,
  ));
  row.append(toggle, label(fault, id), doseFields(fault, () => toggle.checked && tell(set(), `${fault.sentence}: changed.`)));
  return row;
}

/** @param {Fault} fault @param {string} id */
function label({ name, sentence }, id) {
  const created = element("label", "row-words", element("strong", "", sentence),
    element("span", "row-note-fixed", name), element("span", "strikes"));
  created.htmlFor = id;
  return created;
}

/** @param {Fault} fault @param {() => void} changed */
function doseFields({ places, takesTime, sentence }, changed) {
  const share = number("share", "1", "100", "100");
  const times = number("times", "1", "1000000", "");
  times.placeholder = "∞";
  const delay = number("delay", "0", "3600000", "1000");
  const only = element("select", "only", ...[ANYWHERE, ...places].map((place) => element("option", "", place)));
  const fields = element("div", "dose", field("Share %", share), field("Times", times),
    takesTime && field("Delay ms", delay), places.length > 0 && field("Only", only));
  fields.setAttribute("role", "group");
  fields.setAttribute("aria-label", `How much: ${sentence}`);
  fields.addEventListener("change", changed);
  return fields;
}

/** @param {string} className @param {string} least @param {string} most @param {string} value */
function number(className, least, most, value) {
  const input = element("input", className);
  input.type = "number";
  input.min = least;
  input.max = most;
  input.value = value;
  return input;
}

/** @param {string} text @param {HTMLElement} input */
const field = (text, input) => element("label", "field", text, input);

/** @param {HTMLElement} row @param {Fault} fault */
function dose(row, { places, takesTime }) {
  const value = (/** @type {string} */ selector) => /** @type {HTMLInputElement} */ (part(row, selector)).value;
  const only = places.length > 0 ? value(".only") : ANYWHERE;
  return {
    share: Number(value(".share")) / 100,
    ...(value(".times") === "" ? {} : { times: Number(value(".times")) }),
    ...(takesTime ? { delayMillis: Number(value(".delay")) } : {}),
    only: only === ANYWHERE ? [] : [only],
  };
}

/** @param {HTMLElement} row @param {Fault} fault */
function update(row, fault) {
  const toggle = /** @type {HTMLInputElement} */ (part(row, "input"));
  toggle.checked = fault.on !== undefined;
  row.classList.toggle("on", fault.on !== undefined);
  setText(part(row, ".strikes"), fault.strikes > 0 ? `struck ${counted(fault.strikes, "time")}` : "");
  if (fault.on && !row.contains(document.activeElement)) {
    write(row, ".share", String(Math.round(fault.on.share * 1_000) / 10));
    write(row, ".times", fault.on.times === undefined ? "" : String(fault.on.times));
    write(row, ".delay", String(fault.on.delayMillis));
    if (fault.on.only.length < 2) {
      write(row, ".only", fault.on.only[0] ?? ANYWHERE);
    }
  }
}

/** @param {HTMLElement} row @param {string} selector @param {string} value */
function write(row, selector, value) {
  const input = row.querySelector(selector);
  if (input instanceof HTMLInputElement || input instanceof HTMLSelectElement) {
    input.value = value;
  }
}
