import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../chat/outbox.js";
import { withPeer } from "../chat/places.js";
import { Store } from "../chat/store.js";
import { Typing } from "../chat/typing.js";
import { message, nameOf, storage } from "./fakes.js";

function start() {
  const outbox = new Outbox(storage(), "outbox");
  const store = new Store({ me: "alice", directory: () => ["bob", "carol"], nameOf, outbox });
  store.learn(
    ["bob", "dave"].map((peer, index) => ({
      channelId: `d.${index + 1}`,
      kind: /** @type {const} */ ("direct"),
      peer,
      first: 1,
      head: 0,
      unread: 0,
      delivered: 0,
      read: 0,
    })),
  );
  /** @type {string[]} */
  const frames = [];
  /** @type {import("../chat/connection.js").Listeners} */
  let listeners = {};
  const line = { open: true };
  let now = 0;
  /** @type {{action: () => void, at: number}[]} */
  let timers = [];
  const typing = new Typing({
    store,
    connection: {
      listen: (given) => {
        listeners = given;
      },
      tell: ({ action, channelId }) => {
        assert.equal(action, "typing");
        if (line.open) {
          frames.push(`${now} ${channelId}`);
        }
        return line.open;
      },
    },
    timer: (action, millis) => {
      const timer = { action, at: now + millis };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  });
  /** @param {number} millis */
  const pass = (millis) => {
    now += millis;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    due.forEach(({ action }) => action());
  };
  /** @param {string} userId @param {string} [channelId] */
  const hear = (userId, channelId = "d.1") => listeners.typing?.({ event: "typing", channelId, userId });
  /** @param {string} sender @param {string} [channelId] */
  const deliver = (sender, channelId = "d.1") => listeners.messages?.([message(1, sender, channelId)]);
  const shown = () => store.conversations().flatMap(({ channelId }) => store.typingIn(channelId));
  return { typing, store, frames, line, pass, hear, deliver, shown, pending: () => timers.length };
}

test("while somebody writes, a frame goes every three seconds at most", () => {
  const { typing, frames, pass } = start();
  for (let millis = 0; millis <= 7_000; millis += 500) {
    typing.write(withPeer("bob"));
    pass(500);
  }
  assert.deepEqual(frames, ["0 d.1", "3000 d.1", "6000 d.1"]);
});

test("each conversation has a pause of its own, and one without a channel is not told", () => {
  const { typing, frames } = start();
  typing.write(withPeer("bob"));
  typing.write(withPeer("carol"));
  typing.write(withPeer("dave"));
  typing.write(withPeer("bob"));
  assert.deepEqual(frames, ["0 d.1", "0 d.2"]);
});

test("after a message the next one is told at once, with a whole pause after it", () => {
  const { typing, frames, pass } = start();
  typing.write(withPeer("bob"));
  pass(2_000);
  typing.sent(withPeer("bob"));
  typing.write(withPeer("bob"));
  pass(1_500);
  typing.write(withPeer("bob"));
  pass(1_500);
  typing.write(withPeer("bob"));
  assert.deepEqual(frames, ["0 d.1", "2000 d.1", "5000 d.1"]);
});

test("what could not be told starts no pause", () => {
  const { typing, frames, line, pass } = start();
  line.open = false;
  typing.write(withPeer("bob"));
  pass(100);
  line.open = true;
  typing.write(withPeer("bob"));
  assert.deepEqual(frames, ["100 d.1"]);
});

test("a peer is shown for five seconds after the last event", () => {
  const { hear, pass, shown } = start();
  assert.deepEqual(shown(), []);
  hear("bob");
  pass(3_000);
  hear("bob");
  pass(4_999);
  assert.deepEqual(shown(), ["bob"]);
  pass(1);
  assert.deepEqual(shown(), []);
});

test("a message of that person ends it, one of somebody else does not", () => {
  const { hear, deliver, pass, shown, pending } = start();
  hear("bob");
  hear("dave", "d.2");
  deliver("alice");
  deliver("dave", "d.2");
  assert.deepEqual(shown(), ["bob"]);
  deliver("bob");
  assert.deepEqual(shown(), []);
  assert.equal(pending(), 0);
  hear("bob");
  pass(4_999);
  assert.deepEqual(shown(), ["bob"]);
});

test("an event of an unknown channel, or of somebody who is not the peer, shows nobody", () => {
  const { hear, shown, pending } = start();
  hear("bob", "d.9");
  hear("dave", "d.1");
  hear("alice", "d.1");
  assert.deepEqual(shown(), []);
  assert.equal(pending(), 0);
});

test("in a group several can be typing, each as long as they do, but never oneself", () => {
  const { store, hear, deliver, pass } = start();
  const settings = { name: "Tea", description: "", announcement: false, size: 3, first: 1, head: 0, unread: 0 };
  store.learn([
    { ...settings, channelId: "g.1", kind: "group", history: "all", role: "member", delivered: 0, read: 0 },
  ]);
  hear("bob", "g.1");
  pass(3_000);
  hear("carol", "g.1");
  hear("alice", "g.1");
  assert.deepEqual(store.typingIn("g.1"), ["bob", "carol"]);
  pass(2_000);
  assert.deepEqual(store.typingIn("g.1"), ["carol"]);
  deliver("carol", "g.1");
  assert.deepEqual(store.typingIn("g.1"), []);
});

test("listeners hear of a change only", () => {
  const { store, hear, deliver } = start();
  let changes = 0;
  store.listen(() => changes++);
  deliver("bob");
  assert.equal(changes, 0);
  hear("bob");
  hear("bob");
  assert.equal(changes, 1);
  deliver("bob");
  assert.equal(changes, 2);
});

test("after the end no timer is left", () => {
  const { typing, hear, pending } = start();
  typing.write(withPeer("dave"));
  hear("bob");
  assert.equal(pending(), 2);
  typing.stop();
  assert.equal(pending(), 0);
});
