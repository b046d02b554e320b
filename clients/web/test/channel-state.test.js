import assert from "node:assert/strict";
import { test } from "node:test";
import { ChannelState } from "../chat/channel-state.js";
import { entry } from "./fakes.js";

/** @typedef {import("../chat/protocol.js").Content} Content */

/** @param {Content[]} contents from seq 1 on @param {string} [sender] */
const entries = (contents, sender) => contents.map((content, index) => entry(index + 1, content, sender, "g.1"));

/** @param {import("../chat/protocol.js").Message[]} messages */
function stateOf(messages, me = "alice") {
  const state = new ChannelState(me);
  messages.forEach((message) => state.add(message));
  return state.now;
}

/** @type {Content} */
const CREATE = { type: "create", name: "Tea", members: ["alice", "carol"] };

test("the state follows the numbers, not the order of coming, and repeats count once", () => {
  const log = entries([CREATE, { type: "settings", name: "Coffee" }, { type: "add", users: ["dave"] }]);
  const expected = {
    name: "Coffee",
    description: "",
    announcement: false,
    history: "joined",
    size: 4,
    role: "member",
    pinned: [],
    left: false,
  };
  assert.deepEqual(stateOf(log), expected);
  assert.deepEqual(stateOf([...log].reverse().concat(log)), expected);
});

test("what the server has taken in already is not counted again", () => {
  const state = new ChannelState("alice");
  state.learn({ name: "Tea", size: 3 }, 5);
  state.add(entry(5, { type: "add", users: ["dave"] }));
  assert.equal(state.now.size, 3);
  state.add(entry(6, { type: "add", users: ["erin"] }));
  assert.equal(state.now.size, 4);
  state.learn({ name: "Tea", size: 4 }, 6);
  assert.equal(state.now.size, 4);
});

test("what was said after the server's word goes on top of it", () => {
  const state = new ChannelState("alice");
  state.add(entry(7, { type: "settings", name: "New" }));
  state.learn({ name: "Old", size: 3 }, 6);
  assert.equal(state.now.name, "New");
});

test("a message that the server told the channel for is in what it told", () => {
  const state = new ChannelState("alice");
  state.learn({ name: "Tea", size: 4 }, 0); // the head comes late
  state.includes(9);
  state.add(entry(9, { type: "add", users: ["alice"] }));
  assert.equal(state.now.size, 4);
});

test("roles: made, passed on, inherited", () => {
  assert.equal(stateOf(entries([CREATE]), "bob").role, "owner");
  assert.equal(stateOf(entries([CREATE, { type: "role", user: "alice", role: "admin" }])).role, "admin");
  const passed = entries([CREATE, { type: "role", user: "alice", role: "owner" }]);
  assert.equal(stateOf(passed).role, "owner");
  assert.equal(stateOf(passed, "bob").role, "admin");
  assert.equal(stateOf(passed, "carol").role, "member");
  assert.equal(stateOf(entries([CREATE, { type: "leave", newOwner: "carol" }]), "carol").role, "owner");
});

test("leaving, being removed, and coming back", () => {
  assert.equal(stateOf(entries([CREATE, { type: "remove", user: "alice" }])).left, true);
  assert.equal(stateOf(entries([CREATE, { type: "leave" }]), "bob").left, true);
  assert.equal(stateOf(entries([CREATE, { type: "leave" }])).left, false);
  const back = entries([CREATE, { type: "remove", user: "alice" }, { type: "add", users: ["alice"] }]);
  assert.deepEqual([stateOf(back).left, stateOf(back).size, stateOf(back).role], [false, 3, "member"]);
  const state = new ChannelState("alice");
  state.learn({ name: "Tea", size: 3 }, 4);
  state.leave(5);
  assert.deepEqual([state.now.left, state.now.name], [true, "Tea"]);
  state.learn({ name: "Tea", size: 3 }, 8);
  assert.equal(state.now.left, false);
});

test("whoever comes back is told anew, and does not count twice", () => {
  const state = new ChannelState("alice");
  state.learn({ name: "Tea", size: 3 }, 4);
  state.leave(5);
  state.add(entry(9, { type: "add", users: ["alice"] }));
  assert.deepEqual([state.now.left, state.isLearned], [false, false]);
  state.learn({ name: "Coffee", size: 2 }, 8); // the head comes late
  assert.deepEqual([state.now.name, state.now.size, state.isLearned], ["Coffee", 2, true]);
  state.add(entry(10, { type: "join" }, "erin"));
  assert.equal(state.now.size, 3);
});

test("pins keep the order of pinning and are there once", () => {
  const state = new ChannelState("alice");
  state.learn({ pinned: [3, 1] }, 9);
  state.add(entry(11, { type: "pin", target: 3, removed: true }));
  state.add(entry(10, { type: "pin", target: 5 }));
  state.add(entry(12, { type: "pin", target: 5 }));
  assert.deepEqual(state.now.pinned, [1, 5]);
});

test("who counts the members is right", () => {
  const state = new ChannelState("alice");
  state.learn({ name: "Tea", size: 3 }, 4);
  state.add(entry(5, { type: "add", users: ["dave"] }));
  state.count(5);
  assert.equal(state.now.size, 5);
  state.add(entry(6, { type: "remove", user: "dave" }));
  assert.equal(state.now.size, 4);
});
