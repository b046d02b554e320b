import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../chat/outbox.js";
import { storage } from "./fakes.js";

const BOB = "with=bob";
/** @param {string} words @returns {import("../chat/protocol.js").Text} */
const text = (words) => ({ type: "text", text: words });

test("the first attempt settles destination and afterSeq for good", () => {
  const outbox = new Outbox(storage(), "box");
  const { clientMessageId } = outbox.add(BOB, text("hi"));
  const first = outbox.attempt(clientMessageId, () => ({ to: { userId: "bob" }, afterSeq: 3 }));
  const second = outbox.attempt(clientMessageId, () => ({ to: { channelId: "d.1" }, afterSeq: 9 }));
  assert.deepEqual(first, { to: { userId: "bob" }, afterSeq: 3 });
  assert.deepEqual(second, first);
});

test("a reload keeps id, content, destination and afterSeq", () => {
  const kept = storage();
  const before = new Outbox(kept, "box");
  const { clientMessageId } = before.add(BOB, text("hi"));
  before.attempt(clientMessageId, () => ({ to: { userId: "bob" }, afterSeq: 3 }));
  const after = new Outbox(kept, "box");
  assert.deepEqual(after.of(BOB), before.of(BOB));
  assert.deepEqual(
    after.attempt(clientMessageId, () => ({ to: { channelId: "d.1" }, afterSeq: 9 })),
    { to: { userId: "bob" }, afterSeq: 3 },
  );
});

test("every message has an id of its own", () => {
  const outbox = new Outbox(storage(), "box");
  assert.notEqual(outbox.add(BOB, text("hi")).clientMessageId, outbox.add(BOB, text("hi")).clientMessageId);
});

test("a failed message is passed over until it is retried, and keeps its attempt", () => {
  const outbox = new Outbox(storage(), "box");
  const first = outbox.add(BOB, text("one"));
  const second = outbox.add(BOB, text("two"));
  const attempt = outbox.attempt(first.clientMessageId, () => ({ to: { userId: "bob" }, afterSeq: 3 }));
  outbox.fail(first.clientMessageId, "No.");
  assert.equal(outbox.next(BOB)?.clientMessageId, second.clientMessageId);
  assert.equal(outbox.get(first.clientMessageId)?.reason, "No.");
  outbox.retry(first.clientMessageId);
  assert.equal(outbox.next(BOB)?.clientMessageId, first.clientMessageId);
  assert.deepEqual(outbox.next(BOB)?.attempt, attempt);
});

test("nothing is left in storage when all is sent", () => {
  const kept = storage();
  const outbox = new Outbox(kept, "box");
  outbox.remove(outbox.add(BOB, text("hi")).clientMessageId);
  assert.equal(kept.values.size, 0);
});

test("what storage holds may be nonsense or forbidden", () => {
  const kept = storage();
  kept.setItem("box", "{not json");
  assert.equal(new Outbox(kept, "box").size, 0);
  kept.setItem = () => {
    throw new Error("full");
  };
  assert.deepEqual(new Outbox(kept, "box").add(BOB, text("hi")).content, text("hi"));
});
