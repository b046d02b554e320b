// What waits in queues, and what was given up.

import { ask, post } from "../page/api.js";
import { button, element, fill, named, part, reconcile } from "../page/dom.js";
import { tell } from "../page/toast.js";
import { count, counted, time } from "../page/words.js";

/** @typedef {import("../page/types.js").DeadLetter} DeadLetter */
/** @typedef {import("../page/types.js").QueueFigures} QueueFigures */
/** @typedef {import("../page/types.js").Overview} Overview */

export class QueuesView {
  #list = named(element("ul", "rows"), "queues");
  /** @type {Map<string, number>} how many dead letters there were at the last look */
  #looked = new Map();

  /** @param {HTMLElement} root */
  constructor(root) {
    root.append(element("p", "soft", "What fails too often goes to the dead letters. Redrive puts all of them back into " +
      "their queue, to be tried again."), this.#list);
  }

  /** @param {Overview} overview */
  async show({ queues }) {
    reconcile(this.#list, queues, ({ name }) => name, create, (row, queue) => {
      fill(row, { ".dead": queue.deadLetters > 0 ? counted(queue.deadLetters, "dead letter") : "no dead letters" });
      part(row, ".dead").classList.toggle("bad", queue.deadLetters > 0);
      if (queue.redrives) {
        fill(row, {
          ".row-note": `${count(queue.visible)} waiting · ${count(queue.inFlight)} in flight · ${count(queue.delayed)} delayed`,
        });
        /** @type {HTMLButtonElement} */ (part(row, "button")).disabled = queue.deadLetters === 0;
      }
    });
    await Promise.all(queues.map((queue) => this.#showLetters(queue)));
  }

  /** To look is to receive, and is counted: so only when there are others than before. @param {QueueFigures} queue */
  async #showLetters({ name, deadLetters }) {
    if (this.#looked.get(name) === deadLetters) {
      return;
    }
    this.#looked.set(name, deadLetters);
    const letters = deadLetters > 0 ? await load(name) : [];
    const row = [...this.#list.children].find((child) => /** @type {HTMLElement} */ (child).dataset.key === name);
    if (row) {
      reconcile(part(row, ".letters"), letters, ({ messageId }) => messageId, letterItem);
    }
  }
}

/** @param {string} name @returns {Promise<DeadLetter[]>} */
async function load(name) {
  return (await ask(`/api/queues/${encodeURIComponent(name)}/dead-letters`)).deadLetters;
}

/** @param {DeadLetter} letter */
function letterItem({ messageId, sentAt, receiveCount, body }) {
  return named(element("li", "letter",
    element("span", "row-note-fixed", `${messageId} · sent ${time(sentAt)} · handed out ${counted(receiveCount, "time")}`),
    element("code", "", body)), "dead-letter");
}

/** @param {QueueFigures} queue */
function create({ name, redrives }) {
  const redrive = () => tell(post(`/api/queues/${encodeURIComponent(name)}/redrive`),
    ({ moved }) => `${counted(moved, "message")} put back into ${name}.`);
  return element("li", "row queue",
    element("div", "row-words", element("strong", "", redrives ? name : `Stream read by ${name}`),
      redrives && element("span", "row-note"), element("span", "dead")),
    redrives && element("div", "row-buttons", named(button("quiet", "Redrive", redrive), `redrive-${name}`)),
    element("ol", "letters"));
}
