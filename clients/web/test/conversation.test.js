import assert from "node:assert/strict";
import { test } from "node:test";
import { Conversation } from "../chat/conversation.js";
import { entry, message } from "./fakes.js";

/** @param {number[]} seqs */
const messages = (...seqs) => seqs.map((seq) => message(seq));
/** @param {Conversation} conversation */
const held = (conversation) => conversation.messages().map(({ seq }) => seq);

test("a repeat is dropped and not reported as new", () => {
  const conversation = new Conversation("d.1", "alice", "bob");
  assert.equal(conversation.add(messages(1, 2)).length, 2);
  assert.deepEqual(
    conversation.add(messages(2, 3)).map(({ seq }) => seq),
    [3],
  );
  assert.deepEqual(held(conversation), [1, 2, 3]);
});

test("messages are in the order of their numbers, however they came", () => {
  const conversation = new Conversation("d.1", "alice", "bob");
  conversation.add(messages(3, 1));
  conversation.add(messages(2));
  assert.deepEqual(held(conversation), [1, 2, 3]);
  assert.equal(conversation.gap(), null);
});

test("a missing number is seen, and is gone once it has come", () => {
  const conversation = new Conversation("d.1", "alice", "bob");
  conversation.add(messages(1, 2, 5));
  assert.equal(conversation.gap(), 2);
  conversation.add(messages(3));
  assert.equal(conversation.gap(), 3);
  conversation.add(messages(4));
  assert.equal(conversation.gap(), null);
  assert.equal(conversation.end, 5);
});

test("a head beyond what is held is a gap too, and so is what was never delivered", () => {
  const conversation = new Conversation("d.1", "alice", "bob");
  conversation.advance({ delivered: 6 });
  conversation.raiseHead(9);
  assert.equal(conversation.gap(), 6);
  conversation.add(messages(7, 8));
  assert.equal(conversation.gap(), 8);
  const other = new Conversation("d.2", "alice", "carol");
  other.add(messages(5));
  assert.equal(other.gap(), 0);
  other.setFloor(5); // what came before is not for this reader
  assert.equal(other.gap(), null);
});

test("the head never falls by a late word", () => {
  const conversation = new Conversation("d.1", "alice", "bob");
  conversation.add(messages(4));
  conversation.raiseHead(2, message(2));
  assert.equal(conversation.head, 4);
  assert.equal(conversation.last?.seq, 4);
});

test("an older page lengthens the run downwards", () => {
  const conversation = new Conversation("d.1", "alice", "bob");
  conversation.add(messages(11, 12, 13));
  assert.equal(conversation.hasOlder, true);
  conversation.add(messages(8, 9, 10));
  assert.equal(conversation.first, 8);
  assert.equal(conversation.end, 13);
  conversation.add(messages(1, 2, 3, 4, 5, 6, 7));
  assert.equal(conversation.hasOlder, false);
});

test("after a long absence the gap is too far to fill", () => {
  const conversation = new Conversation("d.1", "alice", "bob");
  conversation.add(messages(1));
  conversation.raiseHead(400);
  assert.equal(conversation.isFarBehind, false);
  conversation.raiseHead(5_000);
  assert.equal(conversation.isFarBehind, true);
});

test("an earlier stretch is shown by itself until it touches the newest, then they are one", () => {
  const conversation = new Conversation("d.1", "alice", "bob");
  conversation.add(messages(101, 102));
  conversation.lookBack(messages(9, 10, 11));
  assert.equal(conversation.isLookingBack, true);
  assert.deepEqual(held(conversation), [9, 10, 11]);
  assert.equal(conversation.end, 102); // what is acknowledged does not depend on where one looks
  conversation.add(messages(103));
  assert.deepEqual(held(conversation), [9, 10, 11]);
  assert.equal(conversation.get(103)?.seq, 103);
  conversation.lookAhead();
  assert.deepEqual(held(conversation), [101, 102, 103]);
  conversation.lookBack(messages(98, 99));
  conversation.addPast(messages(100, 101));
  assert.equal(conversation.isLookingBack, false);
  assert.deepEqual(held(conversation), [98, 99, 100, 101, 102, 103]);
});

test("in an earlier stretch later changes show, those that it holds itself are made already", () => {
  const conversation = new Conversation("d.1", "alice", "bob");
  conversation.add(messages(101));
  const made = { ...message(9), reactions: [{ userId: "carol", emoji: "👍" }] };
  conversation.lookBack([made, entry(10, { type: "reaction", target: 9, emoji: "👍", removed: true }, "carol")]);
  assert.equal(conversation.get(9)?.reactions?.length, 1); // taken back at 10, given again in between
  conversation.add([entry(102, { type: "delete", target: 9 })]);
  assert.equal(conversation.get(9)?.content.type, "deleted");
});

test("what was said between two memberships never comes, so it is not waited for", () => {
  const conversation = new Conversation("g.1", "alice", null);
  conversation.advance({ delivered: 3 });
  conversation.add(messages(2, 3));
  conversation.raiseHead(30);
  conversation.setFloor(20);
  assert.equal(conversation.isEmpty, true);
  assert.equal(conversation.gap(), 19);
  conversation.add([20, 21].map((seq) => message(seq)));
  assert.equal(conversation.own.delivered, 21);
  assert.equal(conversation.hasOlder, false);
});

test("a mention counts until it is read", () => {
  const conversation = new Conversation("g.1", "alice", null);
  conversation.add([message(1), entry(2, { type: "text", text: "@alice", mentions: ["alice"] })]);
  assert.equal(conversation.isMentioned, true);
  conversation.advance({ read: 2 });
  assert.equal(conversation.isMentioned, false);
});
