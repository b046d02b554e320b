import assert from "node:assert/strict";
import { test } from "node:test";
import { NoAnswerError } from "../chat/protocol.js";
import { rowsOf } from "../chat/rows.js";
import { message, refusal, until } from "./fakes.js";
import { BOB, start, text } from "./start.js";

/** @param {number} from @param {number} to */
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test("the first message to somebody opens the channel, the next goes to the channel", async () => {
  const { connection, chat, outbox, sends, seqs } = start();
  connection.open();
  chat.send(BOB, text("one"));
  chat.send(BOB, text("two"));
  await until(() => outbox.size === 0);
  assert.deepEqual(
    sends().map(({ userId, channelId, afterSeq, content }) => [userId, channelId, afterSeq, content.text]),
    [
      ["bob", undefined, 0, "one"],
      [undefined, "d.1", 1, "two"],
    ],
  );
  assert.deepEqual(seqs(), [1, 2]);
});

test("a lost answer is followed by exactly the same send, and the message is stored and shown once", async () => {
  const { server, connection, chat, outbox, sends, seqs } = start();
  server.fill(2);
  let losses = 3;
  server.after = ({ action }) => {
    if (action === "send" && losses-- > 0) {
      server.fill(1); // others write on meanwhile
      throw new NoAnswerError();
    }
  };
  connection.open();
  chat.look(BOB);
  chat.send(BOB, text("hello"));
  await until(() => outbox.size === 0);
  assert.deepEqual(seqs(), [1, 2, 3]);
  assert.equal(sends().length, 4);
  sends().forEach((send) => assert.deepEqual(send, sends()[0]));
  assert.equal(sends()[0].afterSeq, 2);
  assert.equal(server.log.filter(({ sender }) => sender === "alice").length, 1);
});

test("a send cut off by a lost connection is repeated unchanged after it is back", async () => {
  const { server, connection, chat, outbox, sends } = start();
  server.fill(1);
  connection.open();
  server.before = ({ action }) => {
    if (action === "send") {
      connection.lose();
      throw new NoAnswerError();
    }
  };
  chat.send(BOB, text("hello"));
  await until(() => sends().length === 1);
  server.before = () => {};
  server.fill(5);
  connection.open();
  await until(() => outbox.size === 0);
  assert.deepEqual(sends()[1], sends()[0]);
  assert.equal(sends()[0].afterSeq, 1);
});

test("what a reload finds unsent is sent with the same id and afterSeq", async () => {
  const first = start();
  first.server.fill(4);
  first.server.after = ({ action }) => {
    if (action === "send") {
      first.connection.lose();
      throw new NoAnswerError();
    }
  };
  first.connection.open();
  first.chat.send(BOB, text("hello"));
  await until(() => first.sends().length === 1);

  first.server.after = () => {};
  const second = start(first.server, first.kept);
  assert.equal(rowsOf(second.store)[0]?.last?.text, "You: hello");
  // The history would show it before any repeat; so hide it from the list to see the repeat.
  first.server.listedHead = 4;
  second.connection.open();
  await until(() => second.outbox.size === 0);
  assert.deepEqual(first.sends()[1], first.sends()[0]);
  assert.equal(first.server.log.length, 5);
});

test("a message that comes back from the log counts as sent", async () => {
  const { connection, server, chat, outbox, sends } = start();
  server.after = ({ action }) => {
    if (action === "send") {
      connection.lose();
      throw new NoAnswerError();
    }
  };
  connection.open();
  chat.send(BOB, text("hello"));
  await until(() => sends().length === 1);
  connection.open();
  await until(() => outbox.size === 0);
  assert.equal(sends().length, 1);
});

test("what is written offline is sent in order, after the sync, with the head as afterSeq", async () => {
  const { server, connection, chat, outbox, sends } = start();
  server.fill(7);
  chat.send(BOB, text("one"));
  chat.send(BOB, text("two"));
  connection.open();
  await until(() => outbox.size === 0);
  assert.deepEqual(
    sends().map(({ content, afterSeq }) => [content.text, afterSeq]),
    [
      ["one", 7],
      ["two", 8],
    ],
  );
});

test("BUSY is tried again unchanged, and in the end the user is told", async () => {
  const { server, connection, chat, outbox, sends } = start();
  server.before = ({ action }) => {
    if (action === "send") {
      throw refusal("BUSY", 5);
    }
  };
  connection.open();
  chat.send(BOB, text("hello"));
  await until(() => outbox.of(BOB)[0]?.state === "failed");
  assert.equal(outbox.of(BOB)[0]?.reason, "Refused: BUSY.");
  assert.equal(sends().length, 5);
  server.before = () => {};
  chat.retry(outbox.of(BOB)[0]?.clientMessageId ?? "");
  await until(() => outbox.size === 0);
  sends().forEach((send) => assert.deepEqual(send, sends()[0]));
});

test("a refusal fails the message and does not hold up the next", async () => {
  const { server, connection, chat, outbox, sends } = start();
  server.before = ({ action, content }) => {
    if (action === "send" && content.text === "bad") {
      throw refusal("INVALID");
    }
  };
  connection.open();
  chat.send(BOB, text("bad"));
  chat.send(BOB, text("good"));
  await until(() => server.log.length === 1);
  await until(() => outbox.size === 1);
  assert.equal(outbox.of(BOB)[0]?.state, "failed");
  assert.equal(sends().length, 2);
});

test("UNKNOWN_SEQUENCE: the message goes on from what the log really holds, under its id", async () => {
  const { server, connection, chat, outbox, sends, store } = start();
  server.fill(9);
  connection.open();
  await until(() => store.at(BOB)?.head === 9);
  server.log.length = 2; // a local server that has begun anew
  chat.send(BOB, text("hello"));
  await until(() => outbox.size === 0);
  assert.deepEqual(
    sends().map(({ afterSeq }) => afterSeq),
    [9, 2],
  );
  assert.equal(sends()[0].clientMessageId, sends()[1].clientMessageId);
  assert.equal(store.at(BOB)?.head, 3);
});

test("BEHIND: everything after afterSeq is read before it is raised", async () => {
  const { server, connection, chat, outbox, sends } = start();
  server.fill(1);
  server.listedHead = 1;
  server.log.push(...range(2, 1_500).map((seq) => message(seq)));
  connection.open();
  chat.send(BOB, text("hello"));
  await until(() => outbox.size === 0);
  assert.deepEqual(
    sends().map(({ afterSeq }) => afterSeq),
    [1, 1_500],
  );
  assert.equal(server.log.length, 1_501);
});

test("BEHIND: an earlier try that is found on the way is the message, and no second is sent", async () => {
  const { server, connection, chat, outbox, sends, store } = start();
  server.fill(1);
  server.listedHead = 1;
  connection.open();
  server.before = ({ action, clientMessageId }) => {
    if (action === "send") {
      server.log.push(...range(2, 1_200).map((seq) => message(seq)));
      server.log.push({ ...message(1_201, "alice"), clientMessageId });
      server.before = () => {};
    }
  };
  chat.send(BOB, text("hello"));
  await until(() => outbox.size === 0);
  assert.equal(sends().length, 1);
  assert.equal(server.log.length, 1_201);
  assert.equal(store.at(BOB)?.head, 1_201);
});

test("opening a conversation reads the newest page; older ones follow on demand", async () => {
  const { server, connection, chat, seqs, store } = start();
  server.fill(120);
  server.cursors = { delivered: 120, read: 120 };
  connection.open();
  chat.look(BOB);
  await until(() => seqs().length === 50);
  assert.deepEqual(seqs(), range(71, 120));
  const conversation = store.at(BOB);
  assert.ok(conversation);
  await chat.history.older(conversation);
  assert.deepEqual(seqs(), range(21, 120));
  await chat.history.older(conversation);
  assert.deepEqual(seqs(), range(1, 120));
  assert.equal(conversation.hasOlder, false);
});

test("a hole in what comes is filled from history", async () => {
  const { server, connection, chat, seqs } = start();
  server.fill(2);
  connection.open();
  chat.look(BOB);
  await until(() => seqs().length === 2);
  server.fill(3);
  connection.deliver(message(5));
  await until(() => seqs().length === 5);
  assert.deepEqual(seqs(), range(1, 5));
});

test("repeats and disorder leave one of each, and ask for nothing", async () => {
  const { server, connection, chat, seqs, reads } = start();
  server.fill(2);
  connection.open();
  chat.look(BOB);
  await until(() => seqs().length === 2 && reads().length > 0);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const before = reads().length;
  server.fill(2);
  [4, 3, 4, 3, 2].forEach((seq) => connection.deliver(message(seq)));
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(seqs(), range(1, 4));
  assert.equal(reads().length, before);
});

test("what was missed while away is there after the return, even if the list is late", async () => {
  const { server, connection, chat, seqs } = start();
  server.fill(3);
  connection.open();
  chat.look(BOB);
  await until(() => seqs().length === 3);
  connection.lose();
  server.listedHead = 3;
  server.fill(210);
  connection.open();
  await until(() => seqs().length === 213);
  assert.deepEqual(seqs(), range(1, 213));
});

test("after a very long absence only the newest are read", async () => {
  const { server, connection, chat, seqs } = start();
  server.fill(3);
  connection.open();
  chat.look(BOB);
  await until(() => seqs().length === 3);
  connection.lose();
  server.fill(5_000);
  connection.open();
  await until(() => seqs().length === 50);
  assert.deepEqual(seqs(), range(4_954, 5_003));
});

test("a message of a channel not heard of teaches the channel", async () => {
  const { server, connection, store, seqs } = start();
  connection.open();
  await until(() => server.actions.length === 1);
  server.fill(1);
  server.listedHead = 0; // the list follows the log with a delay
  connection.deliver(message(1));
  await until(() => store.at(BOB) !== null && seqs().length === 1);
  assert.equal(rowsOf(store)[0]?.unread, 1);
});

test("unread is the head less what was read, and own words are read", async () => {
  const { server, connection, store, chat, seqs, outbox } = start();
  server.fill(4);
  connection.open();
  chat.look(BOB);
  await until(() => rowsOf(store)[0]?.unread === 4);
  chat.look(BOB);
  await until(() => seqs().length === 4);
  const conversation = store.at(BOB);
  assert.ok(conversation);
  store.markRead(conversation);
  assert.equal(rowsOf(store)[0]?.unread, 0);
  server.fill(1);
  connection.deliver(message(5));
  assert.equal(rowsOf(store)[0]?.unread, 1);
  chat.send(BOB, text("answer"));
  await until(() => outbox.size === 0);
  assert.equal(rowsOf(store)[0]?.unread, 0);
});

test("a server that has begun anew is believed", async () => {
  const { server, connection, store, chat, seqs } = start();
  server.fill(6);
  connection.open();
  chat.look(BOB);
  await until(() => store.at(BOB) !== null);
  chat.look(BOB);
  await until(() => seqs().length === 6);
  connection.lose();
  server.log = [];
  server.member = false;
  connection.open();
  await until(() => store.at(BOB) === null);
});

test("a server that has begun anew is believed in what was never loaded too, cursors included", async () => {
  const { server, connection, store } = start();
  server.fill(6);
  server.cursors = { delivered: 6, read: 5 };
  connection.open();
  await until(() => rowsOf(store)[0]?.unread === 1);
  connection.lose();
  server.log = [];
  server.fill(3, "carol");
  server.cursors = { delivered: 0, read: 0 };
  connection.open();
  await until(() => rowsOf(store)[0]?.unread === 3);
  assert.equal(store.at(BOB)?.head, 3);
  assert.equal(store.at(BOB)?.own.read, 0);
});

test("what is on show is delivered, and what is seen is read; the server gets to know", async () => {
  const { server, connection, store, chat } = start();
  server.fill(120);
  server.cursors = { delivered: 10, read: 10 };
  connection.open();
  chat.look(BOB);
  await until(() => server.cursors.delivered === 120);
  assert.equal(server.cursors.read, 10);
  assert.equal(rowsOf(store)[0]?.unread, 110);
  const conversation = store.at(BOB);
  assert.ok(conversation);
  store.markRead(conversation);
  await until(() => server.cursors.read === 120);
  assert.equal(rowsOf(store)[0]?.unread, 0);
});

test("what is not on show is kept complete and delivered too, but not read", async () => {
  const { server, connection, store } = start();
  server.fill(4);
  server.cursors = { delivered: 4, read: 2 };
  connection.open();
  await until(() => rowsOf(store)[0]?.unread === 2);
  server.fill(3);
  connection.deliver(message(6), message(7));
  assert.equal(store.at(BOB)?.own.delivered, 4); // the hole counts
  await until(() => server.cursors.delivered === 7);
  assert.equal(server.cursors.read, 2);
});

test("an answer is read up to itself, but not over what came in between", async () => {
  const { server, connection, store, chat, outbox } = start();
  server.fill(4);
  server.cursors = { delivered: 4, read: 3 };
  connection.open();
  await until(() => rowsOf(store)[0]?.unread === 1);
  chat.send(BOB, text("answer"));
  await until(() => server.cursors.read === 5);
  server.fill(1);
  chat.send(BOB, text("crossed"));
  await until(() => outbox.size === 0);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(server.cursors.read, 5);
  assert.equal(rowsOf(store)[0]?.unread, 2);
});

test("an ack that got lost is sent again when the list shows it", async () => {
  const { server, connection, store, chat } = start();
  server.fill(3);
  connection.open();
  chat.look(BOB);
  await until(() => server.cursors.delivered === 3);
  server.cursors = { delivered: 1, read: 0 };
  connection.lose();
  connection.open();
  await until(() => server.cursors.delivered === 3);
  assert.equal(store.at(BOB)?.isAheadOfServer, false);
});

test("another device of the same user reads here too, never backwards", async () => {
  const { server, connection, store } = start();
  server.fill(4);
  connection.open();
  await until(() => rowsOf(store)[0]?.unread === 4);
  connection.receipt("alice", 4, 3);
  assert.equal(rowsOf(store)[0]?.unread, 1);
  connection.receipt("alice", 2, 1);
  assert.equal(rowsOf(store)[0]?.unread, 1);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(server.actions.filter(({ action }) => action === "ack").length, 0);
});

test("the peer's receipts say how far own messages have come", async () => {
  const { server, connection, store } = start();
  server.fill(4, "alice");
  connection.open();
  await until(() => store.at(BOB) !== null);
  const receipts = () => range(1, 4).map((seq) => store.at(BOB)?.receipt(seq));
  assert.deepEqual(receipts(), ["sent", "sent", "sent", "sent"]);
  connection.receipt("bob", 3, 1);
  assert.deepEqual(receipts(), ["read", "delivered", "delivered", "sent"]);
  connection.receipt("bob", 2, 2);
  connection.receipt("carol", 4, 4);
  assert.deepEqual(receipts(), ["read", "read", "delivered", "sent"]);
});
