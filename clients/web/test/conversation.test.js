import assert from "node:assert/strict";
import { test } from "node:test";
import { Conversation } from "../conversation.js";
import { message } from "./fakes.js";

/** @param {number[]} seqs */
const messages = (...seqs) => seqs.map((seq) => message(seq));
/** @param {Conversation} conversation */
const held = (conversation) => conversation.messages().map(({ seq }) => seq);

test("a repeat is dropped and not reported as new", () => {
  const conversation = new Conversation("d.1", "bob");
  assert.equal(conversation.add(messages(1, 2)).length, 2);
  assert.deepEqual(
    conversation.add(messages(2, 3)).map(({ seq }) => seq),
    [3],
  );
  assert.deepEqual(held(conversation), [1, 2, 3]);
});

test("messages are in the order of their numbers, however they came", () => {
  const conversation = new Conversation("d.1", "bob");
  conversation.add(messages(3, 1));
  conversation.add(messages(2));
  assert.deepEqual(held(conversation), [1, 2, 3]);
  assert.equal(conversation.gap(), null);
});

test("a missing number is seen, and is gone once it has come", () => {
  const conversation = new Conversation("d.1", "bob");
  conversation.add(messages(1, 2, 5));
  assert.equal(conversation.gap(), 2);
  conversation.add(messages(3));
  assert.equal(conversation.gap(), 3);
  conversation.add(messages(4));
  assert.equal(conversation.gap(), null);
  assert.equal(conversation.end, 5);
});

test("a head beyond what is held is a gap too, but not where nothing has been read", () => {
  const conversation = new Conversation("d.1", "bob");
  conversation.raiseHead(9);
  assert.equal(conversation.gap(), null);
  conversation.add(messages(7, 8));
  assert.equal(conversation.gap(), 8);
});

test("the head never falls by a late word", () => {
  const conversation = new Conversation("d.1", "bob");
  conversation.add(messages(4));
  conversation.raiseHead(2, message(2));
  assert.equal(conversation.head, 4);
  assert.equal(conversation.last?.seq, 4);
});

test("an older page lengthens the run downwards", () => {
  const conversation = new Conversation("d.1", "bob");
  conversation.add(messages(11, 12, 13));
  assert.equal(conversation.hasOlder, true);
  conversation.add(messages(8, 9, 10));
  assert.equal(conversation.first, 8);
  assert.equal(conversation.end, 13);
  conversation.add(messages(1, 2, 3, 4, 5, 6, 7));
  assert.equal(conversation.hasOlder, false);
});

test("after a long absence the gap is too far to fill", () => {
  const conversation = new Conversation("d.1", "bob");
  conversation.add(messages(1));
  conversation.raiseHead(400);
  assert.equal(conversation.isFarBehind, false);
  conversation.raiseHead(5_000);
  assert.equal(conversation.isFarBehind, true);
});
