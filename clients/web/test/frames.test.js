import assert from "node:assert/strict";
import { test } from "node:test";
import { readContent, readEvent } from "../chat/frames.js";
import { message } from "./fakes.js";

test("a content of an unknown type, or without what its type needs, is unknown", () => {
  const nonsense = [
    undefined,
    null,
    "text",
    {},
    { type: "poll", question: "Tea?" },
    { type: "constructor" },
    { type: "text" },
    { type: "text", text: 7 },
    { type: "edit", target: 1 },
    { type: "reaction", target: "1", emoji: "👍" },
  ];
  nonsense.forEach((content) => assert.deepEqual(readContent(content), { type: "unknown" }));
});

test("an edit to something unknown is still an edit", () => {
  const edit = { type: "edit", target: 3, content: { type: "poll" } };
  assert.deepEqual(readContent(edit), { type: "edit", target: 3, content: { type: "unknown" } });
  assert.deepEqual(readContent({ ...edit, content: { type: "join" } }), readContent(edit));
});

test("messages that are none are left out; fields that nobody knows are kept out of the way", () => {
  const messages = [{ ...message(1), colour: "red" }, { seq: 2 }, null, { channelId: "d.1", seq: "3" }];
  const event = readEvent(JSON.stringify({ event: "messages", messages, more: 1 }));
  assert.deepEqual(event?.event === "messages" && event.messages.map(({ seq }) => seq), [1]);
});

test("channels of an unknown kind are left out, with nothing else lost", () => {
  const channels = [
    { channelId: "x.1", kind: "broadcast", head: 1 },
    { channelId: "g.1", left: 7 },
    {
      channelId: "d.1",
      kind: "direct",
      peer: "bob",
      head: 1,
      lastMessage: { ...message(1), content: { type: "poll" } },
    },
  ];
  const event = readEvent(JSON.stringify({ event: "synced", channels }));
  assert.ok(event?.event === "synced");
  assert.deepEqual(
    event.channels.map(({ channelId }) => channelId),
    ["g.1", "d.1"],
  );
  const [, direct] = event.channels;
  assert.deepEqual(direct && direct.left === undefined && direct.lastMessage?.content, { type: "unknown" });
});

test("what is no event is nothing", () => {
  ["", "null", "[]", "{}", '{"event":7}', "not json"].forEach((frame) => assert.equal(readEvent(frame), null));
});
