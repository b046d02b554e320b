import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../outbox.js";
import { storage } from "./fakes.js";

test("the first attempt settles destination and afterSeq for good", () => {
  const outbox = new Outbox(storage(), "box");
  const { clientMessageId } = outbox.add("bob", "hi");
  const first = outbox.attempt(clientMessageId, () => ({ to: { userId: "bob" }, afterSeq: 3 }));
  const second = outbox.attempt(clientMessageId, () => ({ to: { channelId: "d.1" }, afterSeq: 9 }));
  assert.deepEqual(first, { to: { userId: "bob" }, afterSeq: 3 });
  assert.deepEqual(second, first);
});

test("a reload keeps id, text, destination and afterSeq", () => {
  const kept = storage();
  const before = new Outbox(kept, "box");
  const { clientMessageId } = before.add("bob", "hi");
  before.attempt(clientMessageId, () => ({ to: { userId: "bob" }, afterSeq: 3 }));
  const after = new Outbox(kept, "box");
  assert.deepEqual(after.of("bob"), before.of("bob"));
  assert.deepEqual(
    after.attempt(clientMessageId, () => ({ to: { channelId: "d.1" }, afterSeq: 9 })),
    { to: { userId: "bob" }, afterSeq: 3 },
  );
});

test("every message has an id of its own", () => {
  const outbox = new Outbox(storage(), "box");
  assert.notEqual(outbox.add("bob", "hi").clientMessageId, outbox.add("bob", "hi").clientMessageId);
});

test("a failed message is passed over until it is retried, and keeps its attempt", () => {
  const outbox = new Outbox(storage(), "box");
  const first = outbox.add("bob", "one");
  const second = outbox.add("bob", "two");
  const attempt = outbox.attempt(first.clientMessageId, () => ({ to: { userId: "bob" }, afterSeq: 3 }));
  outbox.fail(first.clientMessageId, "No.");
  assert.equal(outbox.next("bob")?.clientMessageId, second.clientMessageId);
  assert.equal(outbox.get(first.clientMessageId)?.reason, "No.");
  outbox.retry(first.clientMessageId);
  assert.equal(outbox.next("bob")?.clientMessageId, first.clientMessageId);
  assert.deepEqual(outbox.next("bob")?.attempt, attempt);
});

test("nothing is left in storage when all is sent", () => {
  const kept = storage();
  const outbox = new Outbox(kept, "box");
  outbox.remove(outbox.add("bob", "hi").clientMessageId);
  assert.equal(kept.values.size, 0);
});

test("what storage holds may be nonsense or forbidden", () => {
  const kept = storage();
  kept.setItem("box", "{not json");
  assert.equal(new Outbox(kept, "box").size, 0);
  kept.setItem = () => {
    throw new Error("full");
  };
  assert.equal(new Outbox(kept, "box").add("bob", "hi").text, "hi");
});
