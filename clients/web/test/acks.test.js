import assert from "node:assert/strict";
import { test } from "node:test";
import { Acks } from "../chat/acks.js";
import { Conversation } from "../chat/conversation.js";
import { message } from "./fakes.js";

function start(count = 1) {
  const conversations = Array.from({ length: count }, (_, index) => new Conversation(`d.${index + 1}`, "alice", "bob"));
  /** @type {import("../chat/protocol.js").Ack["channels"][]} */
  const frames = [];
  /** @type {(() => void)[]} */
  let pauses = [];
  const line = { open: true };
  const acks = new Acks({
    conversations: () => conversations,
    connection: {
      tell: ({ channels }) => {
        if (line.open) {
          frames.push(channels);
        }
        return line.open;
      },
    },
    timer: (action, millis) => {
      assert.equal(millis, 1_000);
      pauses.push(action);
      return () => {
        pauses = pauses.filter((other) => other !== action);
      };
    },
  });
  /** Lets the pause end, if there is one. */
  const wait = () => {
    const over = pauses;
    pauses = [];
    over.forEach((action) => action());
  };
  const [conversation] = conversations;
  assert.ok(conversation);
  return { acks, conversations, conversation, frames, line, wait, pausing: () => pauses.length };
}

test("what moves within a pause goes in one frame, for all channels", () => {
  const { acks, conversations, conversation, frames, wait, pausing } = start(2);
  conversation.add([message(1)]);
  acks.moved();
  conversation.add([message(2)]);
  conversation.advance({ read: 1 });
  acks.moved();
  conversations[1]?.add([message(1)]);
  acks.moved();
  assert.deepEqual(frames, []);
  assert.equal(pausing(), 1);
  wait();
  assert.deepEqual(frames, [
    [
      { channelId: "d.1", delivered: 2, read: 1 },
      { channelId: "d.2", delivered: 1, read: 0 },
    ],
  ]);
});

test("only what has moved since is sent, and nothing when nothing has", () => {
  const { acks, conversation, frames, wait, pausing } = start(2);
  conversation.advance({ read: 3 });
  acks.moved();
  wait();
  acks.moved();
  acks.flush();
  assert.equal(pausing(), 0);
  conversation.advance({ read: 2, delivered: 1 });
  acks.moved();
  assert.equal(pausing(), 0);
  conversation.advance({ delivered: 4 });
  acks.moved();
  wait();
  assert.deepEqual(frames, [
    [{ channelId: "d.1", delivered: 3, read: 3 }],
    [{ channelId: "d.1", delivered: 4, read: 3 }],
  ]);
});

test("what the server knows already is not sent", () => {
  const { acks, conversation, pausing } = start();
  conversation.heldByServer({ delivered: 4, read: 2 });
  conversation.movedOnServer({ delivered: 6, read: 6 });
  acks.moved();
  assert.equal(pausing(), 0);
  assert.deepEqual(conversation.own, { delivered: 6, read: 6 });
});

test("what could not be sent, or got lost, is sent once the server is seen to be behind", () => {
  const { acks, conversation, frames, line, wait, pausing } = start();
  conversation.advance({ read: 3 });
  acks.moved();
  wait(); // lost on its way
  line.open = false;
  conversation.advance({ read: 5 });
  acks.moved();
  wait();
  assert.equal(frames.length, 1);
  assert.equal(pausing(), 0); // nothing to do until there is a connection
  line.open = true;
  conversation.heldByServer({ delivered: 2, read: 2 });
  acks.moved();
  wait();
  assert.deepEqual(frames[1], [{ channelId: "d.1", delivered: 5, read: 5 }]);
  conversation.heldByServer({ delivered: 5, read: 5 });
  acks.moved();
  assert.equal(pausing(), 0);
});

test("a frame has no more channels than the server takes; the rest follows", () => {
  const { acks, conversations, frames, wait } = start(120);
  conversations.forEach((conversation) => conversation.advance({ delivered: 1 }));
  acks.moved();
  wait();
  wait();
  wait();
  wait();
  assert.deepEqual(
    frames.map((channels) => channels.length),
    [50, 50, 20],
  );
  assert.equal(new Set(frames.flat().map(({ channelId }) => channelId)).size, 120);
});

test("a page that ends does not wait for the pause", () => {
  const { acks, conversation, frames, wait } = start();
  conversation.advance({ read: 1 });
  acks.moved();
  acks.flush();
  wait();
  assert.equal(frames.length, 1);
});
