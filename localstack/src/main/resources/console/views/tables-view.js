// The items of a table, page by page.

import { ask } from "../page/api.js";
import { button, element, markCurrent, named, reconcile } from "../page/dom.js";
import { address } from "../page/place.js";
import { count } from "../page/words.js";

/** @typedef {import("../page/types.js").Overview} Overview */
/** @typedef {Record<string, unknown>} Item */
/** @typedef {{ key: string[], items: Item[], next?: string }} Page */

export class TablesView {
  #choices = element("nav", "choices");
  #items = named(element("div", "scrolls"), "items");
  #more = named(button("quiet", "More items", () => void this.#loadMore()), "more-items");
  #name = "";
  /** @type {Page} */
  #page = { key: [], items: [] };
  #count = -1;

  /** @param {HTMLElement} root */
  constructor(root) {
    root.append(this.#choices, this.#items, this.#more);
  }

  /** @param {Overview} overview @param {string} wish */
  async show({ tables }, wish) {
    const name = wish === "" ? tables[0]?.name ?? "" : wish;
    reconcile(this.#choices, tables, (table) => table.name, create, (link, table) => {
      link.textContent = `${table.name} ${count(table.items)}`;
      markCurrent(link, table.name === name);
    });
    const items = tables.find((table) => table.name === name)?.items ?? 0;
    if (name !== this.#name || (items !== this.#count && this.#page.next === undefined)) {
      this.#name = name;
      this.#count = items;
      this.#page = await this.#load("");
      this.#draw();
    }
  }

  /** @param {string} after @returns {Promise<Page>} */
  #load(after) {
    const query = after === "" ? "" : `?after=${encodeURIComponent(after)}`;
    return ask(`/api/tables/${encodeURIComponent(this.#name)}${query}`);
  }

  async #loadMore() {
    const next = await this.#load(this.#page.next ?? "");
    this.#page = { ...next, items: [...this.#page.items, ...next.items] };
    this.#draw();
  }

  #draw() {
    const { key, items, next } = this.#page;
    this.#more.hidden = next === undefined;
    if (items.length === 0) {
      this.#items.replaceChildren(element("p", "empty", "No items yet. They come as people talk."));
      return;
    }
    const others = [...new Set(items.flatMap((item) => Object.keys(item)))].filter((name) => !key.includes(name));
    const head = element("tr", "", ...key.map((name) => element("th", "key-head", name)),
      ...others.map((name) => element("th", "", name)));
    const rows = items.map((item) => element("tr", "", ...key.map((name) => element("th", "", text(item[name]))),
      ...others.map((name) => element("td", "", text(item[name])))));
    this.#items.replaceChildren(element("table", "items", element("thead", "", head), element("tbody", "", ...rows)));
  }
}

/** @param {unknown} value */
const text = (value) => (value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value));

/** @param {{ name: string }} table */
function create({ name }) {
  const link = element("a", "choice");
  link.href = address("tables", name);
  return named(link, `table-${name}`);
}
