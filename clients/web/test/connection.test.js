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
  /** @type {{millis: number, watched: string[], away: boolean}} */
  const world = { millis: 1_000_000, watched: [], away: false };
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
    watch: () => world.watched,
    away: () => world.away,
    now: () => world.millis,
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
  /** What is sent from now on. @param {() => void | Promise<void>} action */
  const sentBy = async (action) => {
    const before = last().sent.length;
    await action();
    return last().sent.slice(before);
  };
  /** The server answers the first heartbeat. @param {number} nextHeartbeatSeconds */
  const open = async (nextHeartbeatSeconds) => {
    last().onopen();
    last().receive({ event: "alive", requestId: last().sent[0].requestId, nextHeartbeatSeconds, watched: [] });
    await settled();
  };
  /** Time passes, and the timer that is due then runs. @param {number} seconds */
  const pass = (seconds) => {
    world.millis += seconds * 1_000;
    pace.run(seconds * 1_000);
  };
  return { connection, sockets, opened, clock, pace, last, tickets, world, sentBy, open, pass };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("offers the protocol and a ticket, and shows a sign of life at once and at the server's pace", async () => {
  const { connection, opened, last, open, pass, pace } = await start();
  await open(5);
  assert.deepEqual(opened, [["ws://chat", "chat.v1", "ticket.t1"]]);
  assert.deepEqual(last().sent, [{ action: "heartbeat", away: false, requestId: "r1" }]);
  pass(5);
  assert.deepEqual(last().sent.slice(1), [{ action: "heartbeat", everySeconds: 5, away: false, requestId: "r2" }]);
  assert.deepEqual(pace.timers, []); // the answer tells when the next is due
  connection.stop();
});

test("at a slow pace heartbeats are silent, and other frames take their place", async () => {
  const { connection, last, open, pass, world, sentBy } = await start();
  await open(540);
  const silent = { action: "heartbeat", everySeconds: 540, away: false };
  assert.deepEqual(await sentBy(() => pass(540)), [silent]);
  assert.deepEqual(await sentBy(() => pass(540)), [silent]);
  world.millis += 40_000;
  connection.tell({ action: "typing", channelId: "d.1" });
  world.millis -= 40_000;
  assert.deepEqual(await sentBy(() => pass(540)), []);
  assert.deepEqual(await sentBy(() => pass(40)), [silent]);
  assert.equal(last().closed, false);
  connection.stop();
});

test("at a brisk pace a heartbeat asks for an answer, also when other frames go out but nothing comes in", async () => {
  const { connection, clock, last, open, pass, world, sentBy } = await start();
  await open(45);
  world.millis += 40_000;
  connection.tell({ action: "typing", channelId: "d.1" });
  world.millis -= 40_000;
  const sent = await sentBy(() => pass(45));
  assert.deepEqual(
    sent.map(({ action, requestId }) => [action, requestId]),
    [["heartbeat", "r2"]],
  );
  clock.run(10_000);
  await settled();
  assert.equal(last().closed, true);
  connection.stop();
});

test("a pace that a presence brings counts at once: the heartbeat that is overdue by it goes out", async () => {
  const { connection, last, open, pace, world, sentBy } = await start();
  /** @type {any[]} */
  const seen = [];
  connection.listen({ presence: (users) => seen.push(...users) });
  await open(540);
  world.millis += 30_000;
  const bob = { userId: "bob", state: "online", version: 1 };
  const early = await sentBy(() => last().receive({ event: "presence", users: [bob], nextHeartbeatSeconds: 45 }));
  assert.deepEqual(early, []);
  assert.deepEqual(seen, [bob]);
  assert.deepEqual(
    pace.timers.map(({ millis }) => millis),
    [15_000],
  );
  world.millis += 15_000;
  const late = await sentBy(() => last().receive({ event: "presence", users: [], nextHeartbeatSeconds: 45 }));
  assert.deepEqual(late, [{ action: "heartbeat", everySeconds: 45, away: false, requestId: "r2" }]);
  connection.stop();
});

test("a silent heartbeat may be answered: with another pace, or that the socket was forgotten", async () => {
  const { connection, last, open, pass, pace } = await start();
  let forgotten = 0;
  connection.listen({ alive: (alive) => void (forgotten += alive.forgotten ? 1 : 0) });
  await open(540);
  pass(540);
  last().receive({ event: "alive", nextHeartbeatSeconds: 45, forgotten: true, watched: [] });
  assert.equal(forgotten, 1);
  assert.deepEqual(
    pace.timers.map(({ millis }) => millis),
    [45_000],
  );
  connection.stop();
});

test("whoever is watched is asked for at once and every minute, and nobody else", async () => {
  const { connection, last, open, pass, world, sentBy } = await start();
  await open(540);
  world.watched = ["dave"];
  const watching = { action: "heartbeat", watch: ["dave"], everySeconds: 540, away: false };
  assert.deepEqual(await sentBy(() => connection.beat()), [watching]);
  last().receive({ event: "alive", nextHeartbeatSeconds: 540, watched: [] });
  assert.deepEqual(await sentBy(() => pass(60)), [watching]);
  world.watched = [];
  assert.deepEqual(await sentBy(() => pass(60)), []);
  connection.stop();
});

test("who goes away is told at once, and before any pace is known as well", async () => {
  const { connection, last, world, sentBy, open } = await start();
  world.away = true;
  connection.beat();
  last().onopen();
  world.away = false;
  assert.deepEqual(await sentBy(() => connection.beat()), [{ action: "heartbeat", away: false }]);
  await open(540);
  world.away = true;
  assert.deepEqual(await sentBy(() => connection.beat()), [{ action: "heartbeat", everySeconds: 540, away: true }]);
  connection.stop();
});

test("a new socket has no pace until the server has told", async () => {
  const { connection, last, open, clock } = await start();
  await open(540);
  last().onclose();
  clock.run(clock.timers.at(-1)?.millis ?? 0);
  await settled();
  last().onopen();
  assert.equal(last().sent[0].everySeconds, undefined);
  assert.ok(last().sent[0].requestId);
  connection.stop();
});

test("a request without answer makes a slow connection find out whether it is dead", async () => {
  const { connection, last, open, clock, sentBy } = await start();
  await open(540);
  const late = connection.request({ action: "sync" });
  const sent = await sentBy(() => clock.run(10_000));
  await assert.rejects(late, NoAnswerError);
  assert.deepEqual(
    sent.map(({ action, requestId }) => [action, requestId]),
    [["heartbeat", "r3"]],
  );
  clock.run(10_000);
  await settled();
  assert.equal(last().closed, true);
  connection.stop();
});

test("a refused heartbeat is sent again when the server says", async () => {
  const { connection, last, pace } = await start();
  last().onopen();
  last().receive({ event: "refused", requestId: "r1", code: "BUSY", reason: "No.", retryAfterMillis: 1_234 });
  await settled();
  pace.run(1_234);
  assert.equal(last().sent[1].requestId, "r2");
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
  last().receive({ event: "alive", requestId: last().sent[0].requestId, nextHeartbeatSeconds: 5, watched: [] });
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
