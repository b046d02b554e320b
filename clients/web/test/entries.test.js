import assert from "node:assert/strict";
import { test } from "node:test";
import { Conversation } from "../chat/conversation.js";
import { entriesOf } from "../chat/entries.js";
import { Outbox } from "../chat/outbox.js";
import { entry, message, nameOf, storage } from "./fakes.js";

/** @typedef {import("../chat/protocol.js").Message} Message */
/** @typedef {import("../chat/protocol.js").Content} Content */

const ALICE = { me: "alice", nameOf };

/** @param {Message[]} messages */
function group(messages) {
  const conversation = new Conversation("g.1", "alice", null);
  conversation.add(messages);
  return conversation;
}

/** @param {Conversation} conversation @param {Content[]} [outgoing] */
function shown(conversation, outgoing = []) {
  const outbox = new Outbox(storage(), "box");
  outgoing.forEach((content) => outbox.add(conversation.place, content));
  return entriesOf(ALICE, conversation, outbox.of(conversation.place)).filter(({ kind }) => kind !== "day");
}

/** @param {import("../chat/entries.js").Entry | undefined} found */
function asMessage(found) {
  assert.ok(found?.kind === "message");
  return found;
}

test("changes are no entries and leave no hole; a missing number does", () => {
  const entries = shown(group([message(1), entry(2, { type: "pin", target: 1 }), message(3), message(5)]));
  assert.deepEqual(
    entries.map(({ kind }) => kind),
    ["message", "message", "hole", "message"],
  );
});

test("group changes are notices, unknown contents are messages", () => {
  const entries = shown(group([entry(1, { type: "create", name: "Tea" }), entry(2, { type: "unknown" })]));
  assert.deepEqual(
    entries.map((shownEntry) => shownEntry.kind !== "hole" && shownEntry.text),
    ["Bob created the group “Tea”", "This page cannot show this message yet."],
  );
});

test("a group names the authors of others' messages", () => {
  const [own, others] = shown(group([message(1, "alice"), message(2, "bob")]));
  assert.equal(asMessage(own).author, "");
  assert.equal(asMessage(others).author, "Bob");
});

test("a reply quotes what it answers, as it reads now; one that is not held is said to be earlier", () => {
  const reply = (/** @type {number} */ seq, /** @type {number} */ replyTo) =>
    entry(seq, { type: "text", text: "Yes", replyTo });
  const edit = entry(4, { type: "edit", target: 2, content: { type: "text", text: "Now" } });
  const conversation = group([message(2), reply(3, 2), edit, reply(5, 1)]);
  const [, answer, other] = shown(conversation);
  assert.deepEqual(asMessage(answer).quote, { seq: 2, author: "Bob", text: "Now" });
  assert.deepEqual(asMessage(other).quote, { seq: 1, author: "", text: "An earlier message" });
  conversation.addGlimpse(message(1, "carol"));
  assert.deepEqual(asMessage(shown(conversation)[2]).quote, { seq: 1, author: "Carol", text: "text 1" });
});

test("reactions are counted by emoji, with who, and whether it is one's own", () => {
  const reactions = [
    { userId: "bob", emoji: "👍" },
    { userId: "carol", emoji: "❤️" },
    { userId: "alice", emoji: "👍" },
  ];
  const [first] = shown(group([{ ...message(1), reactions }]));
  assert.deepEqual(asMessage(first).reactions, [
    { emoji: "👍", users: ["bob", "alice"], mine: true },
    { emoji: "❤️", users: ["carol"], mine: false },
  ]);
});

test("one's own changes on their way show at once, and messages stand at the end", () => {
  const entries = shown(group([message(1, "alice"), message(2)]), [
    { type: "edit", target: 1, content: { type: "text", text: "Better" } },
    { type: "reaction", target: 2, emoji: "👍" },
    { type: "text", text: "New" },
    { type: "leave" },
  ]);
  assert.deepEqual(
    entries.map((shownEntry) => asMessage(shownEntry).text),
    ["Better", "text 2", "New"],
  );
  assert.deepEqual(asMessage(entries[1]).reactions, [{ emoji: "👍", users: ["alice"], mine: true }]);
  assert.deepEqual([asMessage(entries[2]).state, asMessage(entries[2]).message.seq], ["sending", 0]);
});

test("what asks for the reader's attention, and what is pinned, is marked", () => {
  const conversation = group([entry(1, { type: "text", text: "@alice", mentions: ["alice"] }), message(2)]);
  conversation.add([entry(3, { type: "pin", target: 2 })]);
  const [first, second] = shown(conversation);
  assert.deepEqual([asMessage(first).mentioned, asMessage(first).pinned], [true, false]);
  assert.deepEqual([asMessage(second).mentioned, asMessage(second).pinned], [false, true]);
});

test("a day has a heading, and messages of one person in a row belong together", () => {
  const entries = entriesOf(ALICE, group([message(1), message(2), message(3, "carol")]), []);
  assert.deepEqual(
    entries.map((shownEntry) => (shownEntry.kind === "message" ? shownEntry.follows : shownEntry.kind)),
    ["day", false, true, false],
  );
});
