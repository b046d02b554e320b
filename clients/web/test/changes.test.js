import assert from "node:assert/strict";
import { test } from "node:test";
import { Conversation } from "../chat/conversation.js";
import { textOf } from "../chat/contents.js";
import { entry, message } from "./fakes.js";

/** @typedef {import("../chat/protocol.js").Message} Message */

/** @param {number} seq @param {number} target @param {string} text */
const edit = (seq, target, text) => entry(seq, { type: "edit", target, content: { type: "text", text } });
/** @param {number} seq @param {string} sender @param {boolean} [removed] */
const react = (seq, sender, removed) =>
  entry(seq, { type: "reaction", target: 1, emoji: "👍", ...(removed ? { removed } : {}) }, sender);

/** All orders of a few. @template T @param {T[]} items @returns {T[][]} */
const orders = (items) =>
  items.length < 2
    ? [items]
    : items.flatMap((item, index) =>
        orders(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
      );

/** The first message after all have come, each twice. @param {Message[]} messages */
function shown(messages) {
  const conversation = new Conversation("d.1", "alice", "bob");
  conversation.add([...messages, ...messages]);
  const first = conversation.get(1);
  assert.ok(first);
  return {
    text: textOf(first.content),
    edited: first.edited ?? 0,
    who: (first.reactions ?? []).map(({ userId }) => userId).sort(),
  };
}

/** @param {Message[]} messages @param {{text: string, edited: number, who: string[]}} expected */
function always(messages, expected) {
  for (const order of orders(messages)) {
    assert.deepEqual(shown(order), expected, order.map(({ seq }) => seq).join());
  }
}

test("the newest edit counts, in whatever order they come", () => {
  always([message(1), edit(2, 1, "two"), edit(3, 1, "three")], { text: "three", edited: 3, who: [] });
});

test("an edit that the server has made in place already changes nothing, an older one neither", () => {
  const made = { ...entry(1, { type: "text", text: "four" }), edited: 4 };
  always([made, edit(2, 1, "two"), edit(4, 1, "four")], { text: "four", edited: 4, who: [] });
});

test("a deletion stands, whatever else comes", () => {
  const gone = { text: "This message was deleted.", edited: 0, who: [] };
  always([message(1), edit(2, 1, "two"), entry(3, { type: "delete", target: 1 }), react(4, "carol")], gone);
  always([entry(1, { type: "deleted", by: "bob" }), edit(2, 1, "two"), react(3, "carol")], gone);
});

test("an edit that was redacted tells of the deletion", () => {
  const redacted = entry(2, { type: "edit", target: 1, content: { type: "deleted", by: "carol" } });
  always([message(1), redacted], { text: "This message was deleted.", edited: 0, who: [] });
});

test("of one user's reactions with one emoji the last by number counts", () => {
  always([message(1), react(2, "bob"), react(3, "carol"), react(4, "bob", true)], {
    text: "text 1",
    edited: 0,
    who: ["carol"],
  });
  always([message(1), react(2, "bob"), react(3, "bob", true), react(4, "bob")], {
    text: "text 1",
    edited: 0,
    who: ["bob"],
  });
});

test("reactions that the server has made in place already are there once", () => {
  const made = {
    ...message(1),
    reactions: [
      { userId: "bob", emoji: "👍" },
      { userId: "dave", emoji: "👍" },
    ],
  };
  always([made, react(2, "bob"), react(3, "dave", true), react(4, "carol")], {
    text: "text 1",
    edited: 0,
    who: ["bob", "carol"],
  });
});

test("a change of a message that is never read does no harm", () => {
  const conversation = new Conversation("d.1", "alice", "bob");
  conversation.add([edit(7, 3, "later"), entry(8, { type: "delete", target: 2 })]);
  assert.equal(conversation.get(3), null);
  conversation.add([message(3), message(4), message(5), message(6)]);
  assert.equal(conversation.get(3)?.edited, 7);
});

test("the list shows the newest message as changed, never a change as a message", () => {
  const conversation = new Conversation("d.1", "alice", "bob");
  conversation.add([message(1), edit(2, 1, "two"), react(3, "bob")]);
  assert.equal(conversation.last?.seq, 1);
  assert.equal(conversation.last && textOf(conversation.last.content), "two");
  assert.equal(conversation.head, 3);
});
