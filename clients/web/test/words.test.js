// What the page says in words: notices, mentions, addresses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { textOf } from "../chat/contents.js";
import { follow, ranked, readersOf } from "../chat/members.js";
import { mentionsIn, piecesOf, suggestions } from "../chat/mentions.js";
import { typingText } from "../chat/names.js";
import { noticeOf } from "../chat/notices.js";
import { byInvite, founding, inGroup, inviteIn, partsOf, withPeer } from "../chat/places.js";
import { entry, nameOf } from "./fakes.js";

/** @typedef {import("../chat/protocol.js").GroupChange} GroupChange */

test("notices say who did what", () => {
  /** @type {[GroupChange, string][]} */
  const table = [
    [{ type: "create", name: "Tea", members: ["alice", "carol"] }, "Bob created the group “Tea” with you and Carol"],
    [{ type: "create", name: "Tea" }, "Bob created the group “Tea”"],
    [{ type: "settings", name: "Coffee" }, "Bob renamed the group to “Coffee”"],
    [{ type: "settings", description: "" }, "Bob removed the description"],
    [
      { type: "settings", name: "A", description: "b", announcement: true, history: "all" },
      "Bob renamed the group to “A”, changed the description, let only admins write and let new members read earlier messages",
    ],
    [{ type: "settings" }, "Bob changed the group"],
    [{ type: "add", users: ["carol", "dave", "alice"] }, "Bob added Carol, Dave and you"],
    [{ type: "remove", user: "alice" }, "Bob removed you"],
    [{ type: "leave" }, "Bob left"],
    [{ type: "leave", newOwner: "carol" }, "Bob left. Carol is the owner now"],
    [{ type: "leave", newOwner: "alice" }, "Bob left. You are the owner now"],
    [{ type: "join" }, "Bob joined with an invite link"],
    [{ type: "role", user: "carol", role: "admin" }, "Bob made Carol an admin"],
    [{ type: "role", user: "alice", role: "member" }, "Bob made you a member"],
    [{ type: "role", user: "carol", role: "owner" }, "Bob passed the group on to Carol"],
  ];
  for (const [content, sentence] of table) {
    assert.equal(noticeOf({ sender: "bob", content }, "alice", nameOf), sentence);
  }
  assert.equal(
    noticeOf({ sender: "alice", content: { type: "add", users: ["bob"] } }, "alice", nameOf),
    "You added Bob",
  );
});

test("a mention is an @ with the name of somebody who is there", () => {
  const there = ["bob", "bob.b", "carol"].map((userId) => ({ userId, name: "" }));
  assert.deepEqual(mentionsIn("@bob, ask @Carol. And @bob!", there), ["bob", "carol"]);
  assert.deepEqual(mentionsIn("@bob.b and (@carol)", there), ["bob.b", "carol"]);
  assert.deepEqual(mentionsIn("mail bob@carol or @dave or @bobby", there), []);
  assert.deepEqual(piecesOf("Hi @bob.", there), [
    { text: "Hi ", userId: null },
    { text: "@bob", userId: "bob" },
    { text: ".", userId: null },
  ]);
  assert.equal(
    piecesOf("a @bob @carol b", there)
      .map(({ text }) => text)
      .join(""),
    "a @bob @carol b",
  );
});

test("a mention by handle names its user, and by id still does", () => {
  const there = [
    { userId: "7f-1", handle: "erin", name: "Erin Gray" },
    { userId: "7f-2", name: "Erin" },
  ];
  assert.deepEqual(mentionsIn("@Erin and @7f-2 and @7f-1", there), ["7f-1", "7f-2"]);
  assert.deepEqual(mentionsIn("@erins", there), []);
});

test("people are suggested by any of their names, and no more once one is whole", () => {
  const carol = { userId: "u3", handle: "carol", name: "Carol Bond" };
  const bob = { userId: "bob", name: "Bob" };
  const bobby = { userId: "bobby", name: "Robert" };
  const there = [carol, bob, bobby];
  assert.deepEqual(suggestions("hi @", there), { from: 4, people: [bob, carol, bobby] });
  assert.deepEqual(suggestions("hi @BO", there), { from: 4, people: [bob, carol, bobby] });
  assert.deepEqual(suggestions("hi @rob", there), { from: 4, people: [bobby] });
  assert.equal(suggestions("hi @carol", there), null);
  assert.equal(suggestions("hi@b", there), null);
  assert.equal(suggestions("hi @bob and", there), null);
});

test("places are addresses and survive the way there and back", () => {
  assert.deepEqual(partsOf(withPeer("a&b=c@d")), { peer: "a&b=c@d" });
  assert.deepEqual(partsOf(inGroup("g.1")), { channelId: "g.1" });
  assert.deepEqual(partsOf(byInvite("g.1.secret-_")), { invite: "g.1.secret-_" });
  assert.deepEqual(partsOf(founding("Tea & more")), { founding: "Tea & more" });
  ["", "with=", "with=a b", "group=a/b", "join=%00", "other=1"].forEach((text) => assert.equal(partsOf(text), null));
});

test("an invite is a code, or a link with one", () => {
  assert.equal(inviteIn(" g.1.abc "), "g.1.abc");
  assert.equal(inviteIn("https://chat.example/#join=g.1.abc"), "g.1.abc");
  assert.equal(inviteIn("https://chat.example/"), null);
  assert.equal(inviteIn("https://chat.example/#with=bob"), null);
});

test("who is typing", () => {
  assert.equal(typingText([], nameOf), "");
  assert.equal(typingText(["bob"], nameOf), "Bob is typing…");
  assert.equal(typingText(["bob", "carol"], nameOf), "Bob and Carol are typing…");
  assert.equal(typingText(["a", "b", "c", "d"], nameOf), "Several people are typing…");
});

test("contents that are no text say what they are", () => {
  const file = /** @type {const} */ ({ type: "file", fileId: "f", name: "a.pdf", mediaType: "application/pdf" });
  assert.equal(textOf({ ...file, bytes: 512 }), "📎 a.pdf (512 bytes)");
  assert.equal(textOf({ ...file, bytes: 2_000_000, caption: "Look" }), "📎 a.pdf (2 MB)\nLook");
  assert.equal(textOf({ type: "unknown" }), "This page cannot show this message yet.");
});

test("members are in the order of rank; readers are those whose cursor has passed", () => {
  const members = [
    { userId: "dave", role: /** @type {const} */ ("member"), delivered: 9, read: 4 },
    { userId: "bob", role: /** @type {const} */ ("member"), delivered: 9, read: 9 },
    { userId: "carol", role: /** @type {const} */ ("admin"), delivered: 3, read: 3 },
    { userId: "alice", role: /** @type {const} */ ("owner"), delivered: 9, read: 9 },
  ];
  assert.deepEqual(
    ranked(members, nameOf).map(({ userId }) => userId),
    ["alice", "carol", "bob", "dave"],
  );
  assert.deepEqual(readersOf(members, 5, "alice"), { read: ["bob"], delivered: ["dave"] });
});

test("members follow the log, and a repeat changes nothing", () => {
  /** @param {string} userId @param {import("../chat/protocol.js").Role} role */
  const member = (userId, role) => /** @type {const} */ ([userId, { userId, role, delivered: 1, read: 1 }]);
  const members = new Map([member("bob", "owner"), member("carol", "member")]);
  /** @type {import("../chat/protocol.js").Content[]} */
  const log = [
    { type: "add", users: ["dave", "carol"] },
    { type: "join" },
    { type: "role", user: "dave", role: "owner" },
    { type: "remove", user: "carol" },
    { type: "leave", newOwner: "dave" },
  ];
  const roles = () => [...members.values()].map(({ userId, role }) => `${userId} ${role}`);
  log.slice(0, 4).forEach((content, index) => follow(members, entry(index + 2, content)));
  assert.deepEqual(roles(), ["bob admin", "dave owner"]);
  log.slice(3).forEach((content, index) => follow(members, entry(index + 5, content)));
  assert.deepEqual(roles(), ["dave owner"]);
});
