// Who is there, who is away, and how that reads.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Away, AWAY_MILLIS } from "../chat/away.js";
import { readEvent } from "../chat/frames.js";
import { AGAIN_MILLIS, OnlineMembers } from "../chat/online-members.js";
import { inGroup } from "../chat/places.js";
import { rowsOf } from "../chat/rows.js";
import { presenceText, Sightings, STATES } from "../chat/sightings.js";
import { FakeServer, refusal, until } from "./fakes.js";
import { BOB, start } from "./start.js";

/** @typedef {import("../chat/protocol.js").Sighting} Sighting */

/** @param {Sighting["state"]} state @param {number} version @returns {Sighting} */
const bob = (state, version) => ({ userId: "bob", state, version });

/** @template T @param {T[]} items @returns {T[][]} in every order */
function orders(items) {
  return items.length === 0
    ? [[]]
    : items.flatMap((item) => orders(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

test("of all sightings the newest holds, in whatever order and however often they come", () => {
  const told = [bob("offline", 3), bob("online", 4), bob("away", 4), bob("do-not-disturb", 2)];
  for (const order of orders(told)) {
    const sightings = new Sightings();
    order.forEach((sighting) => sightings.told([sighting, sighting]));
    order.forEach((sighting) => sightings.told([sighting]));
    assert.deepEqual(sightings.of("bob"), bob("away", 4), JSON.stringify(order));
  }
  assert.equal(new Sightings().of("bob"), null);
});

test("of one version the later state is the newer", () => {
  for (const [index, state] of STATES.entries()) {
    for (const other of STATES) {
      const sightings = new Sightings();
      sightings.told([bob(state, 1)]);
      sightings.told([bob(other, 1)]);
      assert.equal(sightings.of("bob")?.state, STATES[Math.max(index, STATES.indexOf(other))]);
    }
  }
});

test("what was asked for holds if it is newer, until the user looks elsewhere", () => {
  const sightings = new Sightings();
  sightings.told([bob("online", 5)]);
  sightings.asked([bob("offline", 4), { userId: "dave", state: "online", version: 1 }]);
  assert.equal(sightings.of("bob")?.state, "online");
  sightings.asked([bob("offline", 6)]);
  assert.equal(sightings.of("bob")?.state, "offline");
  sightings.forgetAsked();
  assert.equal(sightings.of("bob")?.state, "online");
  assert.equal(sightings.of("dave"), null);
  sightings.forget();
  assert.equal(sightings.of("bob"), null);
});

test("a new socket begins with nothing, however high the versions were", () => {
  const { connection, store } = start();
  const shown = () => rowsOf(store).find(({ place }) => place === BOB)?.presence?.state;
  connection.open();
  connection.see(bob("online", 9));
  assert.equal(shown(), "online");
  connection.lose();
  assert.equal(shown(), undefined);
  connection.open();
  connection.see(bob("away", 2));
  assert.equal(shown(), "away");
  connection.alive({ watched: [bob("offline", 3)] });
  assert.equal(shown(), "offline");
});

test("whether the user is to be disturbed follows what the server says of them", () => {
  const { connection, store } = start();
  connection.open();
  assert.equal(store.doNotDisturb, false);
  connection.see({ userId: "alice", state: "do-not-disturb", version: 2 });
  assert.equal(store.doNotDisturb, true);
  connection.see({ userId: "alice", state: "online", version: 1 }, bob("online", 7));
  assert.equal(store.doNotDisturb, true);
  store.setDoNotDisturb(false); // answered here, ahead of what is told
  assert.equal(store.doNotDisturb, false);
  connection.see(bob("do-not-disturb", 8));
  assert.equal(store.doNotDisturb, false);
});

test("presence is put into words", () => {
  const now = new Date(2026, 4, 20, 12, 0).getTime();
  const minute = 60_000;
  const day = 24 * 60 * minute;
  /** @param {number} millis */
  const offline = (millis) => presenceText({ ...bob("offline", 1), lastActiveAt: now - millis }, now);
  assert.equal(presenceText(null), "");
  assert.equal(presenceText(bob("online", 1)), "Online");
  assert.equal(presenceText(bob("away", 1)), "Away");
  assert.equal(presenceText({ ...bob("away", 1), lastActiveAt: now - 7 * minute }, now), "Away, last seen 7 min ago");
  assert.equal(presenceText(bob("do-not-disturb", 1)), "Do not disturb");
  assert.equal(presenceText(bob("offline", 1)), "Offline");
  assert.equal(presenceText({ ...bob("offline", 1), lastActiveAt: 0 }), "Offline");
  assert.equal(offline(-minute), "Last seen just now");
  assert.equal(offline(59_999), "Last seen just now");
  assert.equal(offline(minute), "Last seen 1 min ago");
  assert.equal(offline(60 * minute - 1), "Last seen 59 min ago");
  assert.ok(/^Last seen at \d/.test(offline(60 * minute)), offline(60 * minute));
  assert.ok(/^Last seen yesterday at \d/.test(offline(day)), offline(day));
  assert.ok(/^Last seen on \w+day$/.test(offline(3 * day)), offline(3 * day));
  assert.ok(/2026/.test(offline(30 * day)), offline(30 * day));
});

test("what a newer server says of presence becomes harmless", () => {
  /** @param {object} event @returns {any} */
  const read = (event) => readEvent(JSON.stringify(event));
  const good = bob("online", 1);
  const users = [good, { ...good, state: "asleep" }, { ...good, version: "2" }, { state: "online", version: 1 }, null];
  assert.deepEqual(read({ event: "presence", users, nextHeartbeatSeconds: 5 }).users, [good]);
  assert.equal(read({ event: "presence", users: 7, nextHeartbeatSeconds: 0 }).nextHeartbeatSeconds, undefined);
  assert.deepEqual(read({ event: "presence" }).users, []);
  assert.deepEqual(read({ event: "online", channelId: "g.1", users }).users, [good]);
  assert.deepEqual(read({ event: "alive", nextHeartbeatSeconds: "x", watched: users }), {
    event: "alive",
    nextHeartbeatSeconds: 45,
    watched: [good],
  });
});

test("whoever does nothing for five minutes is away, and back at the first sign", () => {
  let now = 1_000;
  /** @type {{action: () => void, millis: number}[]} */
  let timers = [];
  /** @type {boolean[]} */
  const told = [];
  /** @type {import("../chat/protocol.js").Timer} */
  const timer = (action, millis) => {
    const created = { action, millis };
    timers.push(created);
    return () => {
      timers = timers.filter((other) => other !== created);
    };
  };
  const pass = () => {
    const [due] = timers.splice(0);
    assert.ok(due);
    now += due.millis;
    due.action();
  };
  /** @type {Away} */
  const away = new Away({ timer, now: () => now, changed: () => told.push(away.isAway) });
  assert.equal(away.isAway, false);
  now += AWAY_MILLIS - 1_000;
  away.active();
  away.active();
  assert.equal(timers.length, 1); // however much they do
  now -= AWAY_MILLIS - 1_000;
  pass();
  assert.deepEqual(told, []);
  assert.equal(timers[0]?.millis, AWAY_MILLIS - 1_000);
  pass();
  assert.deepEqual(told, [true]);
  assert.deepEqual(timers, []);
  away.active();
  away.active();
  assert.deepEqual(told, [true, false]);
  pass();
  assert.deepEqual(told, [true, false, true]);
  away.active();
  away.stop();
  assert.deepEqual(timers, []);
});

/** A group on the server, and how many of it are online, asked by a page that may be hidden. */
async function startGroup(size = 3) {
  const server = new FakeServer();
  server.group = { name: "Tea", description: "", announcement: false, history: "joined", size, role: "member" };
  server.fill(1);
  const started = start(server);
  const { connection, store } = started;
  connection.open();
  await until(() => store.groups().length === 1);
  const page = { visible: true };
  /** @type {{action: () => void, millis: number}[]} */
  let timers = [];
  const online = new OnlineMembers({
    connection,
    store,
    timer: (action, millis) => {
      timers.push({ action, millis });
      return () => {
        timers = [];
      };
    },
    isVisible: () => page.visible,
  });
  const asked = () => server.actions.filter(({ action }) => action === "online").length;
  const tick = () => {
    const [due] = timers.splice(0);
    assert.equal(due?.millis, AGAIN_MILLIS);
    due?.action();
  };
  return { ...started, page, online, asked, tick, group: store.at(inGroup("g.1")) };
}

test("how many of a group are online is asked for on opening it and each minute while it is in sight", async () => {
  const { server, connection, store, page, online, asked, tick, group } = await startGroup();
  server.online = [{ userId: "alice", state: "online", version: 1 }, bob("away", 1)];
  assert.equal(online.countIn(group), null);
  online.look(group);
  await until(() => online.countIn(group) === 2);
  assert.equal(store.presenceOf("bob")?.state, "away");
  server.online = [bob("online", 2), { userId: "dave", state: "online", version: 1 }];
  tick();
  await until(() => online.countIn(group) === 3); // the user included, whatever the server says
  assert.equal(asked(), 2);
  page.visible = false;
  tick();
  page.visible = true;
  assert.equal(asked(), 2);
  connection.lose();
  assert.equal(online.countIn(group), null);
  connection.open();
  await until(() => online.countIn(group) === 3);
  online.look(null);
  assert.equal(online.countIn(group), null);
  assert.equal(asked(), 3);
});

test("nobody counts who is online in a large group, or where the server does not tell", async () => {
  const large = await startGroup(201);
  large.online.look(large.group);
  assert.equal(large.asked(), 0);
  const { server, online, asked, group } = await startGroup();
  online.look(group);
  await until(() => online.countIn(group) === 1);
  server.before = () => {
    throw refusal("CHANNEL_TOO_LARGE");
  };
  online.refresh();
  await until(() => online.countIn(group) === null);
  assert.equal(asked(), 2);
});
