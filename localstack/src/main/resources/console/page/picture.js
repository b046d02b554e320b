// The architecture as it lives: what there is, how much of it, and what goes where right now.

import { button, element, fill, mayMove, named, part } from "./dom.js";
import { go } from "./place.js";
import { Wires } from "./wires.js";
import { count, duration } from "./words.js";

/** @typedef {import("./types.js").Architecture} Architecture */
/** @typedef {import("./types.js").Overview} Overview */

/** When in a second something of a kind is shown to happen, so that causes come before what they cause. */
const DELAYS = { invoke: 90, read: 260, write: 330, send: 430, stream: 560, receive: 560, post: 720, push: 720 };
const ARRIVAL_MILLIS = 1_150;
const LEGEND = { invoke: "invokes", read: "reads", write: "writes", stream: "stream", send: "queue", post: "posts", push: "pushes" };

export class Picture {
  /** @type {Map<string, HTMLElement>} */
  #nodes = new Map();
  /** @type {Map<string, number> | null} */
  #before = null;
  #wires;

  /** @param {HTMLElement} root @param {HTMLElement} legend @param {Architecture} plan */
  constructor(root, legend, plan) {
    const invokedBy = (/** @type {string} */ cause) => plan.functions.filter((each) => each.invokedBy === cause);
    root.append(
      this.#column("clients", "", [node("clients", "Clients", "open sockets", () => go("connections"))]),
      this.#column("edge", "", [node("gateway", "API Gateway", "frames and handshakes", () => go("journey")),
        node("sns", "SNS", "pushes to phones", () => go("pushes"))]),
      this.#column("functions", "Lambda functions", invokedBy("gateway").map(({ name }) => functionNode(name))),
      this.#column("tables", "DynamoDB tables", plan.tables.map((table) =>
        node(table.name, table.name, table.streamReaders.length > 0 ? "items, streamed" : "items", () => go("tables", table.name)))),
      this.#column("readers", "Reading stream and queues",
        [...invokedBy("stream"), ...invokedBy("queue")].map(({ name }) => functionNode(name))),
      this.#column("queues", "SQS queues", plan.queues.map(({ name }) => node(name, name, "", () => go("queues", name)))),
    );
    this.#wires = new Wires(root, (name) => this.#nodes.get(name));
    this.#wire(plan);
    legend.append(...Object.entries(LEGEND).map(([kind, word]) => element("span", `key ${kind}`, word)));
  }

  /** @param {string} className @param {string} title @param {HTMLElement[]} nodes */
  #column(className, title, nodes) {
    for (const created of nodes) {
      const name = created.dataset.node ?? "";
      this.#nodes.set(name, created);
      const choose = (/** @type {string} */ chosen) => () => this.#wires.single(chosen);
      created.addEventListener("pointerenter", choose(name));
      created.addEventListener("pointerleave", choose(""));
      created.addEventListener("focus", choose(name));
      created.addEventListener("blur", choose(""));
    }
    return element("div", `column ${className}`, title !== "" && element("h3", "column-title", title),
      element("div", "nodes", ...nodes));
  }

  /** @param {Architecture} plan */
  #wire(plan) {
    this.#wires.add("invoke", "clients", "gateway");
    for (const { name, invokedBy, reads, writes, sendsTo } of plan.functions) {
      reads.forEach((table) => this.#wires.add("read", name, table));
      writes.forEach((table) => this.#wires.add("write", name, table));
      sendsTo.forEach((queue) => this.#wires.add("send", name, queue));
      if (invokedBy === "gateway") {
        this.#wires.add("invoke", "gateway", name);
      }
    }
    plan.tables.forEach(({ name, streamReaders }) =>
      streamReaders.forEach((reader) => this.#wires.add("stream", name, reader)));
    plan.queues.forEach(({ name, readers }) => readers.forEach((reader) => this.#wires.add("receive", name, reader)));
    plan.functions.filter(({ pushes }) => pushes).forEach(({ name }) => this.#wires.add("push", name, "sns"));
    plan.functions.filter(({ posts }) => posts).forEach(({ name }) => this.#wires.add("post", name, "gateway"));
  }

  /** @param {Overview} overview */
  show(overview) {
    this.#figure("clients", count(overview.connections));
    this.#figure("sns", count(overview.notifications));
    for (const { name, invocations, errors, p50Millis } of overview.functions) {
      this.#figure(name, count(invocations), invocations === 0 ? "not called" : duration(p50Millis));
      this.#mark(name, errors > 0 ? `${count(errors)} failed` : "");
    }
    overview.tables.forEach(({ name, items }) => this.#figure(name, count(items)));
    for (const { name, redrives, visible, inFlight, delayed, deadLetters } of overview.queues) {
      if (redrives) {
        this.#figure(name, count(visible + inFlight + delayed), "waiting");
      }
      if (redrives || deadLetters > 0) {
        this.#mark(name, deadLetters > 0 ? `${count(deadLetters)} dead` : "");
      }
    }
    this.#flow(overview);
  }

  /** @param {Overview} overview */
  #flow({ flows }) {
    const invocations = flows.filter(({ kind }) => kind === "invoke").reduce((sum, flow) => sum + flow.count, 0);
    this.#figure("gateway", count(invocations));
    const before = this.#before;
    this.#before = new Map(flows.map(({ kind, from, to, count }) => [`${kind} ${from} ${to}`, count]));
    if (!before) {
      return; // what happened before the page was opened is no news
    }
    const news = flows.filter(({ kind, from, to, count }) => count > (before.get(`${kind} ${from} ${to}`) ?? 0));
    news.forEach(({ kind, from, to }) => this.#wires.pulse(kind, from, to, DELAYS[kind]));
    if (news.some(({ kind }) => kind === "invoke")) {
      this.#wires.pulse("invoke", "clients", "gateway", 0);
    }
    if (news.some(({ kind }) => kind === "post")) {
      this.#wires.pulse("post", "gateway", "clients", ARRIVAL_MILLIS);
    }
  }

  /** @param {string} name @param {string} text @param {string} [note] */
  #figure(name, text, note) {
    const shown = this.#nodes.get(name);
    if (!shown) {
      return;
    }
    const changed = part(shown, ".figure").textContent !== text;
    fill(shown, note === undefined ? { ".figure": text } : { ".figure": text, ".note": note });
    if (changed && this.#before && mayMove()) {
      shown.animate([{ boxShadow: "0 0 0 3px var(--glow)" }, { boxShadow: "0 0 0 0 transparent" }], 900);
    }
  }

  /** @param {string} name @param {string} text */
  #mark(name, text) {
    const shown = this.#nodes.get(name);
    if (shown) {
      fill(shown, { ".bad": text });
    }
  }
}

/** @param {string} name @param {string} title @param {string} note @param {() => void} open */
function node(name, title, note, open) {
  const created = button("node", null, open);
  created.dataset.node = name;
  created.append(element("span", "node-title", title), element("span", "figure", "–"), element("span", "note", note),
    element("span", "bad"));
  return named(created, `node-${name}`);
}

/** @param {string} name */
const functionNode = (name) => node(name, name, "", () => go("functions", name));
