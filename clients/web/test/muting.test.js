// Muted chats: for how long, what is said of it, and what counts as unread.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FOR_EVER, isMuted, mutedText, Muting, spans } from "../chat/muting.js";
import { RefusedError } from "../chat/protocol.js";
import { rowsOf, unreadIn } from "../chat/rows.js";
import { brief, clock } from "../chat/times.js";
import { message, refusal } from "./fakes.js";
import { start } from "./start.js";

const HOUR = 3_600_000;
const EVENING = new Date(2026, 11, 31, 22, 30).getTime();

/** @param {string} channelId @param {string} peer @param {number} [mutedUntil] */
const direct = (channelId, peer, mutedUntil) =>
  /** @type {import("../chat/protocol.js").DirectEntry} */ ({
    channelId,
    kind: "direct",
    peer,
    first: 1,
    head: 3,
    unread: 3,
    delivered: 3,
    read: 0,
    lastMessage: message(3, peer, channelId),
    ...(mutedUntil === undefined ? {} : { mutedUntil }),
  });

/** @param {any} answer */
function muting(answer) {
  /** @type {any[]} */
  const asked = [];
  let changes = 0;
  const { store } = start();
  store.learn([direct("d.1", "bob")]);
  const conversation = store.conversation("d.1");
  assert.ok(conversation);
  const ask = async (/** @type {any[]} */ ...question) => {
    asked.push(question);
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  };
  return { asked, conversation, muting: new Muting({ rest: { ask }, changed: () => changes++ }), changes: () => changes };
}

test("it is muted until then", () => {
  assert.equal(isMuted(0, EVENING), false);
  assert.equal(isMuted(EVENING + 1, EVENING), true);
  assert.equal(isMuted(EVENING, EVENING), false);
  assert.equal(isMuted(FOR_EVER, EVENING), true);
});

test("one mutes for an hour, for eight, until the next morning, or for ever", () => {
  assert.deepEqual(
    spans(EVENING).map(({ until }) => until),
    [EVENING + HOUR, EVENING + 8 * HOUR, new Date(2027, 0, 1, 9).getTime(), FOR_EVER],
  );
  const early = new Date(2026, 11, 31, 3).getTime();
  assert.equal(spans(early)[2]?.until, new Date(2027, 0, 1, 9).getTime());
  assert.equal(spans(EVENING)[2]?.label, `Until tomorrow ${clock(new Date(2027, 0, 1, 9).getTime())}`);
});

test("it says until when", () => {
  const later = EVENING + HOUR;
  assert.equal(mutedText(0, EVENING), "");
  assert.equal(mutedText(EVENING, EVENING), "");
  assert.equal(mutedText(FOR_EVER, EVENING), "Muted");
  assert.equal(mutedText(later, EVENING), `Muted until ${clock(later)}`);
  assert.equal(mutedText(EVENING + 8 * HOUR, EVENING), `Muted until tomorrow ${clock(EVENING + 8 * HOUR)}`);
  assert.equal(mutedText(EVENING + 72 * HOUR, EVENING), `Muted until ${brief(EVENING + 72 * HOUR, EVENING)} ${clock(EVENING)}`);
});

test("muting is noted when the server has done it", async () => {
  const parts = muting({ channelId: "d.1", mutedUntil: 7 });
  await parts.muting.mute(parts.conversation, 7);
  assert.deepEqual(parts.asked, [["PUT", "/v1/channels/d.1/mute", { body: { until: 7 } }]]);
  assert.equal(parts.conversation.mutedUntil, 7);
  await parts.muting.unmute(parts.conversation);
  assert.deepEqual(parts.asked[1], ["DELETE", "/v1/channels/d.1/mute"]);
  assert.equal(parts.conversation.mutedUntil, 0);
  assert.equal(parts.changes(), 2);
});

test("for ever is not a time", async () => {
  const parts = muting({ channelId: "d.1", mutedUntil: FOR_EVER });
  await parts.muting.mute(parts.conversation, FOR_EVER);
  assert.deepEqual(parts.asked[0][2], { body: {} });
  assert.equal(parts.conversation.mutedUntil, FOR_EVER);
});

test("a refusal leaves it as it was", async () => {
  const parts = muting(refusal("NOT_A_MEMBER"));
  await assert.rejects(parts.muting.mute(parts.conversation, 7), RefusedError);
  assert.equal(parts.conversation.mutedUntil, 0);
  assert.equal(parts.changes(), 0);
});

test("what is said in muted chats does not count", () => {
  const { store } = start();
  const hour = Date.now() + HOUR;
  store.learn([direct("d.1", "bob", hour), direct("d.2", "carol"), direct("d.3", "dave", 5)]);
  assert.deepEqual(
    rowsOf(store)
      .filter(({ muted }) => muted !== "")
      .map(({ peer, muted, unread }) => [peer, muted, unread]),
    [["bob", mutedText(hour), 3]],
  );
  assert.equal(unreadIn(rowsOf(store)), 6);
  store.learn([direct("d.1", "bob")]);
  assert.equal(unreadIn(rowsOf(store)), 9);
});
