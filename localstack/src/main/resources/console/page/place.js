// What is looked at is written in the address, so that it can be gone back to and linked.

export const TABS = ["journey", "functions", "tables", "connections", "queues", "pushes", "faults"];

/** @typedef {{ tab: string, name: string }} Place */

/** @returns {Place} */
export function here() {
  const [tab = "", ...name] = location.hash.slice(1).split("/");
  return TABS.includes(tab) ? { tab, name: decodeURIComponent(name.join("/")) } : { tab: "journey", name: "" };
}

/** @param {string} tab @param {string} [name] */
export const address = (tab, name = "") => `#${tab}${name === "" ? "" : `/${encodeURIComponent(name)}`}`;

/** @param {string} tab @param {string} [name] */
export function go(tab, name = "") {
  location.hash = address(tab, name);
}
