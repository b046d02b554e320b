import assert from "node:assert/strict";
import { test } from "node:test";
import { Connection } from "../chat/connection.js";
import { textOf } from "../chat/contents.js";
import { NoAnswerError, RefusedError, retryDelay } from "../chat/protocol.js";
import { message, refusal } from "./fakes.js";

class FakeSocket {
  /** @type {any[]} */
  sent = [];
  closed = false;
  /** @type {() => void} */
  onopen = () => {};
  /** @type {() => void} */
  onclose = () => {};
  /** @type {(frame: {data: string}) => void} */
  onmessage = () => {};

  /** @param {string} frame */
  send(frame) {
    this.sent.push(JSON.parse(frame));
  }

  close() {
    this.closed = true;
  }

  /** @param {object} event */
  receive(event) {
    this.onmessage({ data: JSON.stringify(event) });
  }
}

/** Timers that run when a test says so. */
class Clock {
  /** @type {{action: () => void, millis: number}[]} */
  timers = [];

  /** @type {import("../chat/protocol.js").Timer} */
  timer = (action, millis) => {
    const timer = { action, millis };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  };

  /** @param {number} millis the timer with just this delay */
  run(millis) {
    const timer = this.timers.find((other) => other.millis === millis);
    assert.ok(timer, `no timer of ${millis} ms in ${this.timers.map((other) => other.millis)}`);
    this.timers = this.timers.filter((other) => other !== timer);
    timer.action();
  }
}

/** A connection whose tickets are numbered; each socket opens when a test says so. */
async function start() {
  /** @type {FakeSocket[]} */
  const sockets = [];
  /** @type {any[]} */
  const opened = [];
  /** @type {{taken: number, refusal: Error | null}} */
  const tickets = { taken: 0, refusal: null };
  const clock = new Clock();
  const pace = new Clock();
  const connection = new Connection({
    url: "ws://chat",
    ticket: async () => {
      tickets.taken++;
      if (tickets.refusal) {
        throw tickets.refusal;
      }
      return `t${tickets.taken}`;
    },
    watch: () => ["bob"],
    timer: clock.timer,
    pacemaker: pace.timer,
    openSocket: (url, protocols) => {
      opened.push([url, ...protocols]);
      sockets.push(new FakeSocket());
      return /** @type {any} */ (sockets.at(-1));
    },
  });
  const last = () => {
    const socket = sockets.at(-1);
    assert.ok(socket);
    return socket;
  };
  connection.start();
  await settled();
  return { connection, sockets, opened, clock, pace, last, tickets };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("offers the protocol and a ticket, and shows a sign of life at once and at the server's pace", async () => {
  const { connection, opened, last, pace } = await start();
  last().onopen();
  assert.deepEqual(opened, [["ws://chat", "chat.v1", "ticket.t1"]]);
  assert.equal(last().sent[0].action, "heartbeat");
  assert.deepEqual(last().sent[0].watch, ["bob"]);
  last().receive({ event: "alive", requestId: last().sent[0].requestId, nextHeartbeatMillis: 5_000, presence: [] });
  await settled();
  assert.equal(last().sent.length, 1);
  pace.run(5_000);
  assert.equal(last().sent.length, 2);
  connection.stop();
});

test("answers find their requests in any order; refusals reject", async () => {
  const { connection, last } = await start();
  last().onopen();
  const one = connection.request({ action: "sync" });
  const two = connection.request({ action: "history", channelId: "d.1" });
  const [, first, second] = last().sent;
  assert.notEqual(first.requestId, second.requestId);
  last().receive({ event: "refused", requestId: second.requestId, code: "NOT_A_MEMBER", reason: "No." });
  last().receive({ event: "synced", requestId: first.requestId, channels: [] });
  assert.equal((await one).event, "synced");
  await assert.rejects(two, (/** @type {any} */ error) => error instanceof RefusedError && error.message === "No.");
  connection.stop();
});

test("what nothing answers is sent once and not waited for; a receipt is heard", async () => {
  const { connection, last, clock } = await start();
  /** @type {any[]} */
  const receipts = [];
  connection.listen({ receipt: ({ userId, channels }) => receipts.push([userId, channels.map(({ read }) => read)]) });
  /** @type {import("../chat/protocol.js").Ack} */
  const ack = { action: "ack", channels: [{ channelId: "d.1", delivered: 2, read: 1 }] };
  assert.equal(connection.tell(ack), false);
  last().onopen();
  const timers = clock.timers.length;
  assert.equal(connection.tell(ack), true);
  assert.deepEqual(last().sent.slice(1), [ack]);
  assert.equal(clock.timers.length, timers);
  last().receive({ event: "refused", code: "INTERNAL", reason: "No." });
  last().receive({ event: "receipt", userId: "bob", channels: [{ channelId: "d.1", delivered: 2, read: 1 }] });
  assert.deepEqual(receipts, [["bob", [1]]]);
  connection.stop();
});

test("a peer who is typing is heard, and typing is told without waiting for an answer", async () => {
  const { connection, last } = await start();
  /** @type {any[]} */
  const typing = [];
  connection.listen({ typing: ({ channelId, userId }) => typing.push([channelId, userId]) });
  last().onopen();
  assert.equal(connection.tell({ action: "typing", channelId: "d.1" }), true);
  assert.deepEqual(last().sent.slice(1), [{ action: "typing", channelId: "d.1" }]);
  last().receive({ event: "typing", channelId: "d.1", userId: "bob" });
  assert.deepEqual(typing, [["d.1", "bob"]]);
  connection.stop();
});

test("frames that mean nothing to us do no harm", async () => {
  const { connection, last } = await start();
  last().onopen();
  last().onmessage({ data: "not json" });
  last().receive({ message: "Internal server error", requestId: "gateway" });
  last().receive({ event: "tomorrow" });
  assert.equal(connection.isOpen, true);
  connection.stop();
});

test("a request without answer ends at its deadline, and all of them with the connection", async () => {
  const { connection, last, clock } = await start();
  last().onopen();
  const late = connection.request({ action: "sync" });
  clock.timers = clock.timers.slice(1); // the heartbeat's own deadline
  clock.run(10_000);
  await assert.rejects(late, NoAnswerError);
  const cut = connection.request({ action: "sync" });
  last().onclose();
  await assert.rejects(cut, NoAnswerError);
  await assert.rejects(connection.request({ action: "sync" }), NoAnswerError);
  connection.stop();
});

test("a heartbeat without answer means that the socket is dead", async () => {
  const { connection, last, clock } = await start();
  const socket = last();
  socket.onopen();
  clock.run(10_000);
  await settled();
  assert.equal(socket.closed, true);
  assert.equal(connection.status.phase, "waiting");
  connection.stop();
});

test("comes back by itself, later each time, until a heartbeat is answered", async () => {
  const { connection, last, clock, sockets } = await start();
  /** @type {number[]} */
  const delays = [];
  for (let i = 0; i < 4; i++) {
    last().onopen(); // accepts, then hangs up: that is no success
    last().onclose();
    const delay = clock.timers.at(-1)?.millis ?? 0;
    delays.push(delay);
    clock.run(delay);
    await settled();
  }
  assert.equal(sockets.length, 5);
  delays.forEach((delay, index) => assert.ok(delay >= 250 * 2 ** index && delay <= 500 * 2 ** index, `${delays}`));
  last().onopen();
  last().receive({ event: "alive", requestId: last().sent[0].requestId, nextHeartbeatMillis: 5_000, presence: [] });
  await settled();
  last().onclose();
  assert.ok((clock.timers.at(-1)?.millis ?? 0) <= 500);
  connection.stop();
});

test("an abandoned socket is not listened to any more", async () => {
  const { connection, sockets, last, clock } = await start();
  /** @type {string[]} */
  const texts = [];
  connection.listen({ messages: (messages) => messages.forEach(({ content }) => texts.push(textOf(content))) });
  last().onopen();
  last().onclose();
  clock.run(clock.timers.at(-1)?.millis ?? 0);
  await settled();
  last().onopen();
  sockets[0]?.receive({ event: "messages", messages: [message(1)] });
  sockets[0]?.onclose();
  assert.equal(connection.isOpen, true);
  assert.deepEqual(texts, []);
  last().receive({ event: "messages", messages: [message(2), message(3)] });
  assert.deepEqual(texts, ["text 2", "text 3"]);
  connection.stop();
});

test("each socket has a ticket of its own", async () => {
  const { connection, last, clock, opened } = await start();
  last().onclose();
  clock.run(clock.timers.at(-1)?.millis ?? 0);
  await settled();
  assert.deepEqual(
    opened.map(([, , ticket]) => ticket),
    ["ticket.t1", "ticket.t2"],
  );
  connection.stop();
});

test("without a ticket there is no socket: the refusal tells whether to wait and for how long", async () => {
  const { connection, last, clock, sockets, tickets } = await start();
  tickets.refusal = refusal("RATE_LIMITED", 12_345);
  last().onclose();
  clock.run(clock.timers.at(-1)?.millis ?? 0);
  await settled();
  assert.equal(connection.status.phase, "waiting");
  tickets.refusal = new NoAnswerError();
  clock.run(12_345);
  await settled();
  assert.equal(connection.status.phase, "waiting");
  tickets.refusal = null;
  clock.run(clock.timers.at(-1)?.millis ?? 0);
  await settled();
  assert.equal(sockets.length, 2);
  connection.stop();
});

test("who has to sign in again, or is suspended, is told, and nothing more is tried", async () => {
  for (const [code, reason] of [
    ["UNAUTHORIZED", "EXPIRED"],
    ["SUSPENDED", "SUSPENDED"],
  ]) {
    const { connection, last, clock, tickets } = await start();
    /** @type {string[]} */
    const ends = [];
    connection.listen({ ended: (why) => ends.push(why) });
    tickets.refusal = refusal(code ?? "");
    last().onclose();
    clock.run(clock.timers.at(-1)?.millis ?? 0);
    await settled();
    assert.deepEqual(ends, [reason]);
    assert.equal(connection.status.phase, "closed");
    assert.deepEqual(clock.timers, []);
  }
});

test("a socket that is ended on purpose stays so until it is started again", async () => {
  const { connection, last, clock, sockets } = await start();
  /** @type {string[]} */
  const ends = [];
  connection.listen({ ended: (why) => ends.push(why) });
  last().onopen();
  last().receive({ event: "ended", reason: "DISPLACED" });
  last().onclose();
  await settled();
  assert.deepEqual(ends, ["DISPLACED"]);
  assert.equal(connection.status.phase, "closed");
  assert.deepEqual(clock.timers, []);
  connection.start();
  await settled();
  assert.equal(sockets.length, 2);
  connection.stop();
});

test("a ticket that comes after the end opens nothing", async () => {
  const { connection, last, clock, sockets } = await start();
  last().onclose();
  clock.run(clock.timers.at(-1)?.millis ?? 0);
  connection.stop();
  await settled();
  assert.equal(sockets.length, 1);
  assert.equal(connection.status.phase, "closed");
});

test("delays are at most half a minute and differ by chance", async () => {
  assert.equal(
    retryDelay(50, () => 1),
    30_000,
  );
  assert.equal(
    retryDelay(1, () => 0),
    250,
  );
});
