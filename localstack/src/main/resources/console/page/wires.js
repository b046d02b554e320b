// The lines between the nodes of the picture, and what travels along them.

import { drawn, mayMove } from "./dom.js";

/** @typedef {import("./types.js").FlowKind} FlowKind */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */

const TRAVEL_MILLIS = 650;
const HOT_MILLIS = 1_600;
const GUTTER = 12;
const LANE = 12;
const CORNER = 8;

export class Wires {
  #svg = drawn("svg", "wires");
  #picture;
  #nodeOf;
  /** @type {Map<string, { line: SVGPathElement, kind: FlowKind, from: string, to: string, cools: number }>} */
  #lines = new Map();

  /** @param {HTMLElement} picture @param {(name: string) => Element | undefined} nodeOf */
  constructor(picture, nodeOf) {
    this.#picture = picture;
    this.#nodeOf = nodeOf;
    this.#svg.setAttribute("aria-hidden", "true");
    picture.prepend(this.#svg);
    new ResizeObserver(() => this.#layOut()).observe(picture);
  }

  /** Makes sure that there is a line. @param {FlowKind} kind @param {string} from @param {string} to */
  add(kind, from, to) {
    const key = `${kind} ${from} ${to}`;
    let wire = this.#lines.get(key);
    if (!wire && this.#nodeOf(from) && this.#nodeOf(to)) {
      const line = drawn("path", `wire ${kind}`);
      wire = { line, kind, from, to, cools: 0 };
      this.#lines.set(key, wire);
      this.#svg.append(line);
      this.#draw(wire);
    }
    return wire;
  }

  /** Something goes along a line. @param {FlowKind} kind @param {string} from @param {string} to @param {number} delay */
  pulse(kind, from, to, delay) {
    const wire = this.add(kind, from, to);
    if (!wire) {
      return;
    }
    setTimeout(() => {
      clearTimeout(wire.cools);
      wire.line.classList.add("hot");
      wire.cools = setTimeout(() => wire.line.classList.remove("hot"), HOT_MILLIS);
      this.#travel(wire);
    }, delay);
  }

  /** Shows the lines of one node only, or all again. @param {string} name */
  single(name) {
    this.#svg.classList.toggle("single", name !== "");
    for (const { line, from, to } of this.#lines.values()) {
      line.classList.toggle("chosen", from === name || to === name);
    }
  }

  /** @param {{ line: SVGPathElement, kind: FlowKind }} wire */
  #travel({ line, kind }) {
    if (!mayMove()) {
      return;
    }
    const length = line.getTotalLength();
    const spark = drawn("path", `spark ${kind}`);
    spark.setAttribute("d", line.getAttribute("d") ?? "");
    spark.setAttribute("stroke-dasharray", `10 ${length + 10}`);
    this.#svg.append(spark);
    const travel = spark.animate([{ strokeDashoffset: 10 }, { strokeDashoffset: -length }], {
      duration: TRAVEL_MILLIS,
      easing: "ease-in-out",
    });
    travel.finished.finally(() => spark.remove()).catch(() => {});
  }

  #layOut() {
    this.#lines.forEach((wire) => this.#draw(wire));
  }

  /** @param {{ line: SVGPathElement, kind: FlowKind, from: string, to: string }} wire */
  #draw({ line, kind, from, to }) {
    const start = this.#boxOf(from);
    const end = this.#boxOf(to);
    const { width, height } = this.#picture.getBoundingClientRect();
    if (width < 700) {
      line.setAttribute("d", downwards(start, end));
    } else if (kind === "push" || (kind === "post" && from !== "gateway")) {
      line.setAttribute("d", alongTheFloor(start, end, height - LANE));
    } else {
      line.setAttribute("d", sideways(start, end));
    }
  }

  /** @param {string} name @returns {Box} */
  #boxOf(name) {
    const frame = this.#picture.getBoundingClientRect();
    const box = this.#nodeOf(name)?.getBoundingClientRect() ?? frame;
    return {
      left: box.left - frame.left,
      right: box.right - frame.left,
      top: box.top - frame.top,
      bottom: box.bottom - frame.top,
    };
  }
}

/** @param {Box} box */
const middle = (box) => ({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });

/** @param {Box} start @param {Box} end */
function sideways(start, end) {
  const forward = start.right <= end.left;
  const x1 = forward ? start.right : start.left;
  const x2 = forward ? end.left : end.right;
  const bend = (x2 - x1) / 2;
  return `M ${x1} ${middle(start).y} C ${x1 + bend} ${middle(start).y} ${x2 - bend} ${middle(end).y} ${x2} ${middle(end).y}`;
}

/** @param {Box} start @param {Box} end */
function downwards(start, end) {
  const down = start.top < end.top;
  const y1 = down ? start.bottom : start.top;
  const y2 = down ? end.top : end.bottom;
  const bend = (y2 - y1) / 2;
  return `M ${middle(start).x} ${y1} C ${middle(start).x} ${y1 + bend} ${middle(end).x} ${y2 - bend} ${middle(end).x} ${y2}`;
}

/** Out to the left, down beside the column, and back along the floor. @param {Box} start @param {Box} end @param {number} floor */
function alongTheFloor(start, end, floor) {
  const y = middle(start).y;
  const gutter = start.left - GUTTER;
  const x = middle(end).x;
  return [
    `M ${start.left} ${y} H ${gutter + CORNER} Q ${gutter} ${y} ${gutter} ${y + CORNER}`,
    `V ${floor - CORNER} Q ${gutter} ${floor} ${gutter - CORNER} ${floor}`,
    `H ${x + CORNER} Q ${x} ${floor} ${x} ${floor - CORNER} V ${end.bottom}`,
  ].join(" ");
}
