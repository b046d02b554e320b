// Groups and changes through the whole client; catching up by cursors.
import assert from "node:assert/strict";
import { test } from "node:test";
import { textOf } from "../chat/contents.js";
import { byInvite, founding, inGroup, partsOf } from "../chat/places.js";
import { NoAnswerError } from "../chat/protocol.js";
import { rowsOf } from "../chat/rows.js";
import { entry, FakeServer, message, refusal, storage, until } from "./fakes.js";
import { BOB, start, text } from "./start.js";

/** @typedef {import("../chat/protocol.js").Content} Content */

const GROUP = inGroup("g.1");
const SETTINGS = {
  name: "Tea",
  description: "",
  announcement: false,
  history: "joined",
  size: 3,
  role: "member",
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

/** @param {number} count */
function groupServer(count) {
  const server = new FakeServer();
  server.group = { ...SETTINGS };
  server.member = true;
  server.log = Array.from({ length: count }, (_, index) => message(index + 1, "bob", "g.1"));
  server.cursors = { delivered: count, read: count };
  return server;
}

/** @param {ReturnType<typeof start>} parts */
const syncs = ({ server }) => server.actions.filter(({ action }) => action === "sync");

test("a new group goes through the outbox, is repeated unchanged, and is there at once", async () => {
  const parts = start();
  const { server, connection, chat, store, outbox, sends } = parts;
  /** @type {string[]} */
  const sent = [];
  store.whenSent(({ content }, channelId) => sent.push(`${content.type} ${channelId}`));
  let losses = 2;
  server.after = ({ action }) => {
    if (action === "send" && losses-- > 0) {
      throw new NoAnswerError();
    }
  };
  connection.open();
  chat.send(founding("Tea"), { type: "create", name: "Tea", members: ["bob", "carol"] });
  await until(() => outbox.size === 0);
  assert.equal(sends().length, 3);
  sends().forEach((send) => assert.deepEqual(send, sends()[0]));
  assert.deepEqual(Object.keys(sends()[0]).sort(), ["action", "afterSeq", "clientMessageId", "content"]);
  assert.equal(sends()[0].afterSeq, 0);
  assert.deepEqual(sent, ["create g.1"]);
  const { name, size, role } = store.at(GROUP)?.state.now ?? {};
  assert.deepEqual([name, size, role], ["Tea", 3, "owner"]);
  assert.equal(rowsOf(store)[0]?.last?.text, "You created the group “Tea” with Bob and Carol");
});

test("membership actions carry the head as afterSeq, one after the other", async () => {
  const { server, connection, chat, outbox, sends, store } = start(groupServer(4));
  connection.open();
  chat.send(GROUP, { type: "add", users: ["dave"] });
  chat.send(GROUP, { type: "remove", user: "carol" });
  chat.send(GROUP, { type: "settings", name: "Coffee" });
  await until(() => outbox.size === 0);
  assert.deepEqual(
    sends().map(({ channelId, afterSeq, content }) => [channelId, afterSeq, content.type]),
    [
      ["g.1", 4, "add"],
      ["g.1", 5, "remove"],
      ["g.1", 6, "settings"],
    ],
  );
  assert.equal(server.log.length, 7);
  assert.deepEqual([store.at(GROUP)?.state.now.name, store.at(GROUP)?.state.now.size], ["Coffee", 3]);
});

test("joining goes by the invite alone; then the group is asked for", async () => {
  const server = groupServer(4);
  server.member = false;
  const parts = start(server);
  const { connection, chat, outbox, sends, store } = parts;
  connection.open();
  chat.send(byInvite("g.1.secret"), { type: "join" });
  await until(() => outbox.size === 0);
  assert.deepEqual([sends()[0].invite, sends()[0].channelId, sends()[0].afterSeq], ["g.1.secret", undefined, 0]);
  await until(() => store.at(GROUP)?.state.now.name === "Tea");
  assert.equal(store.at(GROUP)?.isGroup, true);
});

test("a refused change is told and gone; a refused message stays to be tried again", async () => {
  const { server, connection, chat, outbox, notices } = start(groupServer(2));
  server.before = ({ action }) => {
    if (action === "send") {
      throw refusal("FORBIDDEN");
    }
  };
  connection.open();
  chat.send(GROUP, { type: "pin", target: 1 });
  await until(() => outbox.size === 0);
  assert.deepEqual(notices, ["Refused: FORBIDDEN."]);
  chat.send(GROUP, text("hello"));
  await until(() => outbox.of(GROUP)[0]?.state === "failed");
});

test("own edits, deletions and reactions are entries, and show on their targets", async () => {
  const { server, connection, chat, outbox, store } = start();
  server.fill(2, "alice");
  server.cursors = { delivered: 2, read: 2 };
  connection.open();
  chat.look(BOB);
  await until(() => store.at(BOB)?.end === 2);
  chat.send(BOB, { type: "edit", target: 1, content: text("better") });
  chat.send(BOB, { type: "reaction", target: 1, emoji: "👍" });
  chat.send(BOB, { type: "delete", target: 2 });
  await until(() => outbox.size === 0);
  const conversation = store.at(BOB);
  const [first, second] = [conversation?.get(1), conversation?.get(2)];
  assert.equal(first && textOf(first.content), "better");
  assert.deepEqual(first?.reactions, [{ userId: "alice", emoji: "👍" }]);
  assert.deepEqual(second?.content, { type: "deleted", by: "alice" });
  assert.equal(conversation?.unread, 0); // one's own count as read, and as received
  await until(() => server.cursors.delivered === 5);
});

test("after an absence the cursors tell what is missing; what does not fit comes by history", async () => {
  const server = groupServer(5);
  const parts = start(server);
  const { connection, store, reads } = parts;
  connection.open();
  await until(() => store.at(GROUP)?.head === 5);
  connection.deliver(message(6, "bob", "g.1"));
  server.log.push(message(6, "bob", "g.1"));
  await until(() => server.cursors.delivered === 6);
  connection.lose();
  server.syncPage = 3;
  server.goesOn = false;
  for (let seq = 7; seq <= 16; seq++) {
    server.log.push(message(seq, "bob", "g.1"));
  }
  const before = syncs(parts).length;
  connection.open();
  await until(() => store.at(GROUP)?.end === 16);
  assert.deepEqual(syncs(parts)[before].cursors, [{ channelId: "g.1", delivered: 6, read: 5 }]);
  assert.equal(reads().at(-1).after, 9); // after the three that the sync brought
  assert.equal(store.at(GROUP)?.unread, 11);
  await until(() => server.cursors.delivered === 16);
});

test("a sync goes on with a channel by next; one that is too far behind is left out", async () => {
  const server = groupServer(5);
  const parts = start(server);
  const { connection, store, reads } = parts;
  connection.open();
  await until(() => store.at(GROUP)?.head === 5);
  connection.lose();
  const grow = (/** @type {number} */ count) => {
    const seq = server.log.length;
    server.log.push(...Array.from({ length: count }, (_, index) => message(seq + index + 1, "bob", "g.1")));
  };
  grow(250);
  let before = syncs(parts).length;
  connection.open();
  await until(() => store.at(GROUP)?.end === 255);
  assert.equal(syncs(parts).length, before + 3);
  assert.equal(reads().length, 0);
  connection.lose();
  await settled();
  grow(5_000);
  before = syncs(parts).length;
  connection.open();
  await until(() => store.at(GROUP)?.end === 5_255);
  assert.equal(syncs(parts).length, before + 2);
  assert.equal(store.at(GROUP)?.first, 5_206);
  await until(() => server.cursors.delivered === 5_255);
});

test("pages of a sync go on by next, with the same cursors", async () => {
  const server = groupServer(3);
  server.others = ["carol", "dave"].map((peer, index) => ({
    channelId: `d.${index + 7}`,
    kind: "direct",
    peer,
    first: 1,
    head: 0,
    unread: 0,
    delivered: 0,
    read: 0,
  }));
  const parts = start(server);
  const { connection, store } = parts;
  connection.open();
  await until(() => store.at(GROUP) !== null);
  assert.equal(store.conversations().length, 3);
  connection.lose();
  await settled();
  const before = syncs(parts).length;
  connection.open();
  await until(() => syncs(parts).length === before + 3);
  const again = syncs(parts).slice(before);
  assert.deepEqual(
    again.map(({ after }) => after),
    [undefined, "1", "2"],
  );
  assert.equal(again[0].cursors.length, 3);
  again.forEach(({ cursors }) => assert.deepEqual(cursors, again[0].cursors));
});

test("unread messages of a new device come by a second sync, and count as delivered", async () => {
  const server = groupServer(40);
  server.cursors = { delivered: 30, read: 20 };
  const parts = start(server);
  const { connection, store } = parts;
  connection.open();
  await until(() => server.cursors.delivered === 40);
  assert.deepEqual(
    syncs(parts).map(({ cursors }) => cursors),
    [undefined, [{ channelId: "g.1", delivered: 30, read: 20 }]],
  );
  assert.equal(store.at(GROUP)?.unread, 20);
});

test("a group that was left stays in sight without a way to write, and comes back by a new membership", async () => {
  const server = groupServer(3);
  const { connection, store } = start(server);
  connection.open();
  await until(() => store.at(GROUP)?.head === 3);
  connection.lose();
  server.left = 4;
  connection.open();
  await until(() => store.at(GROUP)?.state.now.left === true);
  assert.equal(store.at(GROUP)?.state.now.name, "Tea");
  assert.equal(store.at(GROUP)?.unread, 0);
  server.left = 0;
  server.log = Array.from({ length: 9 }, (_, index) => message(index + 1, "bob", "g.1"));
  server.first = 9;
  server.cursors = { delivered: 8, read: 8 };
  connection.lose();
  connection.open();
  await until(() => store.at(GROUP)?.state.now.left === false);
  await until(() => store.at(GROUP)?.end === 9);
  assert.equal(store.at(GROUP)?.unread, 1);
});

test("whoever is removed sees it in the log", async () => {
  const server = groupServer(3);
  const { connection, store } = start(server);
  connection.open();
  await until(() => store.at(GROUP)?.head === 3);
  connection.deliver(entry(4, { type: "remove", user: "alice" }, "bob", "g.1"));
  assert.equal(store.at(GROUP)?.state.now.left, true);
  assert.equal(rowsOf(store)[0]?.last?.text, "Bob removed you");
});

test("whoever is added again asks for the group as it is now", async () => {
  const server = groupServer(3);
  const { connection, store } = start(server);
  connection.open();
  await until(() => store.at(GROUP)?.head === 3);
  connection.deliver(entry(4, { type: "remove", user: "alice" }, "bob", "g.1"));
  server.log = Array.from({ length: 9 }, (_, index) => message(index + 1, "bob", "g.1"));
  server.group = { ...SETTINGS, name: "Coffee", size: 7 };
  server.first = 9;
  server.cursors = { delivered: 8, read: 8 };
  server.listedHead = 8;
  connection.deliver(entry(9, { type: "add", users: ["alice"] }, "bob", "g.1"));
  await until(() => store.at(GROUP)?.state.now.name === "Coffee");
  assert.equal(store.at(GROUP)?.state.now.size, 7);
  await until(() => store.at(GROUP)?.end === 9);
  assert.equal(store.at(GROUP)?.own.delivered, 9);
});

test("an open group that is not ours any more says so instead of failing", async () => {
  const server = groupServer(3);
  const { connection, store, chat, notices } = start(server);
  connection.open();
  chat.look(GROUP);
  await until(() => store.at(GROUP)?.head === 3);
  server.left = 4;
  chat.look(GROUP);
  connection.lose();
  connection.open();
  await until(() => store.at(GROUP)?.state.now.left === true);
  assert.deepEqual(notices, []);
});

test("a connection that had been taken for lost syncs", async () => {
  const server = groupServer(3);
  const parts = start(server);
  const { connection, store } = parts;
  connection.open();
  await until(() => store.at(GROUP)?.head === 3);
  const before = syncs(parts).length;
  connection.alive();
  await settled();
  assert.equal(syncs(parts).length, before);
  server.log.push(message(4, "bob", "g.1"));
  connection.alive({ forgotten: true });
  await until(() => store.at(GROUP)?.end === 4);
});

test("while it is open the page looks around every half hour, and once soon after opening", async () => {
  const server = groupServer(3);
  /** @type {{action: () => void, millis: number}[]} */
  let later = [];
  const parts = start(server, storage(), (action, millis) => {
    const timer = { action, millis };
    later.push(timer);
    return () => {
      later = later.filter((other) => other !== timer);
    };
  });
  const run = () => {
    const looks = later.filter(({ millis }) => millis >= 5_000);
    later = later.filter(({ millis }) => millis < 5_000);
    looks.forEach(({ action }) => action());
    return looks.map(({ millis }) => millis);
  };
  parts.connection.open();
  await until(() => parts.store.at(GROUP)?.head === 3);
  assert.deepEqual(run(), [5_000]);
  server.log.push(message(4, "bob", "g.1")); // and no frame of it comes
  await settled();
  assert.deepEqual(run(), [1_800_000]);
  await until(() => parts.store.at(GROUP)?.end === 4);
  assert.deepEqual(run(), [1_800_000]);
  parts.connection.lose();
  assert.deepEqual(run(), []);
});

test("one frame may hold messages of several channels, known and unknown", async () => {
  const server = groupServer(3);
  const { connection, store } = start(server);
  server.others = [
    { channelId: "d.7", kind: "direct", peer: "carol", first: 1, head: 0, unread: 0, delivered: 0, read: 0 },
  ];
  const others = server.others;
  server.others = [];
  connection.open();
  await until(() => store.at(GROUP)?.head === 3);
  server.others = others;
  server.log.push(message(4, "bob", "g.1"));
  connection.deliver(message(4, "bob", "g.1"), message(1, "carol", "d.7"));
  assert.equal(store.at(GROUP)?.head, 4);
  await until(() => store.conversation("d.7")?.head === 1);
});

test("the newcomer's own entry does not count twice, however late the list is", async () => {
  const server = groupServer(0);
  server.member = false;
  const { connection, store } = start(server);
  connection.open();
  await settled();
  server.member = true;
  server.log = Array.from({ length: 5 }, (_, index) => message(index + 1, "bob", "g.1"));
  server.listedHead = 4;
  server.first = 5;
  server.cursors = { delivered: 4, read: 4 };
  connection.deliver(entry(5, { type: "add", users: ["alice"] }, "bob", "g.1"));
  await until(() => store.at(GROUP)?.end === 5);
  assert.equal(store.at(GROUP)?.state.now.size, 3);
  assert.equal(store.at(GROUP)?.unread, 1);
});

test("a message far back is found by a stretch around it", async () => {
  const server = groupServer(400);
  const { connection, store, chat, reads } = start(server);
  connection.open();
  chat.look(GROUP);
  await until(() => store.at(GROUP)?.end === 400);
  const conversation = store.at(GROUP);
  assert.ok(conversation);
  assert.equal(await chat.history.find(conversation, 100), true);
  assert.equal(reads().at(-1).around, 100);
  assert.equal(conversation.isLookingBack, true);
  const { first, end } = conversation.shown;
  assert.ok(first <= 100 && end >= 100 && end < 351);
  store.markRead(conversation); // of an earlier stretch nothing is marked
  while (conversation.isLookingBack) {
    await chat.history.newer(conversation);
  }
  assert.equal(conversation.first, first);
  assert.equal(conversation.end, 400);
  assert.equal(await chat.history.find(conversation, 500), false);
});

test("what a reply or a pin points at is read once", async () => {
  const server = groupServer(200);
  const { connection, store, chat, reads } = start(server);
  connection.open();
  chat.look(GROUP);
  await until(() => store.at(GROUP)?.end === 200);
  const conversation = store.at(GROUP);
  assert.ok(conversation);
  const before = reads().length;
  await Promise.all([chat.history.glimpse(conversation, 7), chat.history.glimpse(conversation, 7)]);
  await chat.history.glimpse(conversation, 199);
  assert.equal(reads().length, before + 1);
  assert.equal(conversation.glimpse(7)?.seq, 7);
  assert.equal(conversation.get(7), null);
});

test("what the peer has read survives a reload", async () => {
  const server = new FakeServer();
  server.fill(3, "alice");
  server.peer = { peerDelivered: 3, peerRead: 2 };
  const { connection, store, chat } = start(server);
  connection.open();
  await until(() => store.at(BOB) !== null);
  assert.deepEqual(
    [2, 3].map((seq) => store.at(BOB)?.receipt(seq)),
    ["read", "delivered"],
  );
  chat.look(BOB);
  connection.lose();
  server.peer = { peerDelivered: 3, peerRead: 3 };
  connection.open(); // a receipt that was missed meanwhile
  await until(() => store.at(BOB)?.receipt(3) === "read");
});

test("a new group in the outbox survives a reload", async () => {
  const first = start();
  first.chat.send(founding("Tea"), { type: "create", name: "Tea" });
  const second = start(first.server, first.kept);
  second.connection.open();
  await until(() => second.outbox.size === 0);
  assert.equal(second.store.at(GROUP)?.state.now.name, "Tea");
  assert.deepEqual(partsOf(founding("Tea")), { founding: "Tea" });
});
