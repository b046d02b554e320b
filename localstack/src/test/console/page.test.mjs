// What of the page can be said without a browser.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

/** The page's modules are served, not installed, and so no package.json says that they are modules. */
const load = (name) => {
  const text = readFileSync(new URL(`../../main/resources/console/page/${name}`, import.meta.url), "utf8");
  return import(`data:text/javascript,${encodeURIComponent(text)}`);
};

const { timescale } = await load("timescale.js");
const { handover } = await load("handovers.js");

const near = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);

test("one burst fills the axis", () => {
  const { x, folds, ticks } = timescale([{ from: 0, to: 50 }, { from: 40, to: 100 }]);
  near(x(0), 0);
  near(x(50), 0.5);
  near(x(100), 1);
  assert.deepEqual(folds, []);
  assert.deepEqual(ticks.map(({ millis }) => millis), [0, 20, 40, 60, 80]);
});

test("a long wait is folded, and what comes after it is told apart", () => {
  const { x, folds } = timescale([{ from: 0, to: 100 }, { from: 10_000, to: 10_100 }]);
  assert.equal(folds.length, 1);
  assert.equal(folds[0].millis, 9_900);
  near(folds[0].x, x(100));
  near(folds[0].x + folds[0].width, x(10_000));
  near(x(10_100), 1);
  assert.ok(x(5_000) > x(100) && x(5_000) < x(10_000));
});

test("a moment without length has its place", () => {
  const { x } = timescale([{ from: 0, to: 0 }]);
  near(x(0), 0);
  assert.ok(Number.isFinite(x(5)));
});

const send = { number: 1, cause: { kind: "frame" }, effects: [
  { kind: "read", table: "Messages", keys: ["seq=2"], startMillis: 1, millis: 1 },
  { kind: "write", table: "Messages", keys: ["seq=2"], startMillis: 3, millis: 4 },
  { kind: "send", queue: "retries", messageIds: ["m1"], startMillis: 8, millis: 1 },
] };

test("a record is handed over by the write that made it", () => {
  const fanOut = { number: 2, cause: { kind: "records", table: "Messages", keys: ["seq=1", "seq=2"] }, effects: [] };
  assert.deepEqual(handover(fanOut, [send, fanOut]), { by: "stream", what: "seq=2", from: send, at: 7 });
});

test("a message is handed over by the send that put it into the queue", () => {
  const deliver = { number: 3, cause: { kind: "messages", queue: "retries", messageIds: ["m0", "m1"] }, effects: [] };
  assert.deepEqual(handover(deliver, [send, deliver]), { by: "queue", what: "", from: send, at: 9 });
});

test("nothing is handed over from elsewhere", () => {
  const other = { number: 4, cause: { kind: "records", table: "Channels", keys: ["seq=2"] }, effects: [] };
  assert.equal(handover(other, [send, other]), null);
  assert.equal(handover(send, [send]), null);
});
