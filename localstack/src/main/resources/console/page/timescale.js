// An axis for things that happen in bursts: the long waits between them are folded.

/** @typedef {{ from: number, to: number }} Span of milliseconds */
/** @typedef {{ x: number, width: number, millis: number }} Fold */
/** @typedef {{ x: (millis: number) => number, folds: Fold[], ticks: { x: number, millis: number }[] }} Scale */

const FOLD_WIDTH = 0.1;
const TICK_WIDTH = 0.05;
const LEAST_WIDTH = 0.08;
const LEAST_GAP_MILLIS = 60;
const TICKS = 6;

/** Where each moment lies, from 0 to 1. @param {Span[]} spans what happens @returns {Scale} */
export function timescale(spans) {
  const bursts = burstsOf(spans);
  const busy = bursts.reduce((sum, { from, to }) => sum + (to - from), 0) || 1;
  const room = 1 - FOLD_WIDTH * (bursts.length - 1);
  const weights = bursts.map(({ from, to }) => Math.max((to - from) / busy, LEAST_WIDTH));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let x = 0;
  const placed = bursts.map((burst, index) => {
    const width = ((weights[index] ?? 0) / whole) * room;
    const place = { ...burst, x, width };
    x += width + FOLD_WIDTH;
    return place;
  });
  /** @param {number} millis */
  const position = (millis) => {
    for (const [index, burst] of placed.entries()) {
      if (millis <= burst.to) {
        const before = placed[index - 1];
        if (millis >= burst.from || !before) {
          return burst.x + (Math.max(0, millis - burst.from) / (burst.to - burst.from)) * burst.width;
        }
        return burst.x - FOLD_WIDTH + ((millis - before.to) / (burst.from - before.to)) * FOLD_WIDTH;
      }
    }
    return 1;
  };
  const folds = placed.slice(1).map((burst, index) => ({
    x: burst.x - FOLD_WIDTH,
    width: FOLD_WIDTH,
    millis: burst.from - (placed[index]?.to ?? 0),
  }));
  const marks = ticks(bursts).map((millis) => ({ x: position(millis), millis }));
  const crowded = (/** @type {number} */ at) => folds.some((fold) => at > fold.x - TICK_WIDTH && at < fold.x + fold.width);
  return { x: position, folds, ticks: marks.filter((mark) => !crowded(mark.x)) };
}

/** @param {Span[]} spans @returns {Span[]} */
function burstsOf(spans) {
  const sorted = [...spans].sort((one, other) => one.from - other.from);
  const busy = sorted.reduce((sum, { from, to }) => sum + (to - from), 0);
  const longest = Math.max(LEAST_GAP_MILLIS, busy);
  /** @type {Span[]} */
  const bursts = [];
  for (const { from, to } of sorted) {
    const last = bursts.at(-1);
    if (last && from - last.to <= longest) {
      last.to = Math.max(last.to, to);
    } else {
      bursts.push({ from, to });
    }
  }
  return bursts.map(({ from, to }) => ({ from, to: Math.max(to, from + 1) }));
}

/** Round figures in the first burst, and the beginnings of the others. @param {Span[]} bursts */
function ticks(bursts) {
  const [first = { from: 0, to: 1 }, ...later] = bursts;
  const rough = (first.to - first.from) / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? rough;
  /** @type {number[]} */
  const marks = [];
  for (let index = 0; first.from + index * step < first.to; index++) {
    marks.push(first.from + index * step);
  }
  return [...marks, ...later.map(({ from }) => from)];
}
