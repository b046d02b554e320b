import assert from "node:assert/strict";
import { test } from "node:test";
import * as permissions from "../chat/permissions.js";
import { entry, message } from "./fakes.js";

/** @typedef {import("../chat/protocol.js").Role} Role */

/** @type {Role[]} */
const ROLES = ["member", "admin", "owner"];
/** @param {Role} role */
const inGroup = (role, announcement = false) => ({ isGroup: true, role, announcement, left: false, me: "alice" });
const direct = permissions.standingOutside("alice");
const own = message(1, "alice");
const theirs = message(2, "bob");
const deleted = entry(3, { type: "deleted", by: "alice" }, "alice");
const notice = entry(4, { type: "join" }, "alice");

/** Yes or no for member, admin and owner. @param {(standing: permissions.Standing) => boolean} may */
const row = (may, announcement = false) =>
  ROLES.map((role) => (may(inGroup(role, announcement)) ? "yes" : "no")).join(" ");

test("what each role may do in a group", () => {
  assert.deepEqual(
    {
      post: row(permissions.mayPost),
      postInAnnouncement: row(permissions.mayPost, true),
      react: row(permissions.mayReact, true),
      editOwn: row((standing) => permissions.mayEdit(standing, own)),
      editOwnInAnnouncement: row((standing) => permissions.mayEdit(standing, own), true),
      editOthers: row((standing) => permissions.mayEdit(standing, theirs)),
      deleteOwn: row((standing) => permissions.mayDelete(standing, own), true),
      deleteOthers: row((standing) => permissions.mayDelete(standing, theirs)),
      pin: row(permissions.mayPin),
      manage: row(permissions.mayManage),
    },
    {
      post: "yes yes yes",
      postInAnnouncement: "no yes yes",
      react: "yes yes yes",
      editOwn: "yes yes yes",
      editOwnInAnnouncement: "no yes yes",
      editOthers: "no no no",
      deleteOwn: "yes yes yes",
      deleteOthers: "no yes yes",
      pin: "no yes yes",
      manage: "no yes yes",
    },
  );
});

test("what each role may do with other members", () => {
  /** @param {Role} theirRole @param {Role} to */
  const make = (theirRole, to) => row((standing) => permissions.mayMake(standing, theirRole, to));
  /** @param {Role} theirRole */
  const remove = (theirRole) => row((standing) => permissions.mayRemove(standing, theirRole));
  assert.deepEqual(ROLES.map(remove), ["no yes yes", "no no yes", "no no no"]);
  assert.equal(make("member", "admin"), "no yes yes");
  assert.equal(make("admin", "member"), "no no yes");
  assert.equal(make("member", "owner"), "no no yes");
  assert.equal(make("admin", "owner"), "no no yes");
  assert.equal(make("owner", "member"), "no no no");
  assert.equal(make("member", "member"), "no no no");
});

test("what both may do in a direct channel", () => {
  assert.equal(permissions.mayPost(direct), true);
  assert.equal(permissions.mayPin(direct), true);
  assert.equal(permissions.mayReact(direct), true);
  assert.equal(permissions.mayEdit(direct, own), true);
  assert.equal(permissions.mayDelete(direct, own), true);
  assert.equal(permissions.mayDelete(direct, theirs), false);
  assert.equal(permissions.mayManage(direct), false);
  assert.equal(permissions.mayRemove(direct, "member"), false);
});

test("what is deleted, or no message, can be neither edited nor deleted", () => {
  for (const other of [deleted, notice]) {
    assert.equal(permissions.mayEdit(direct, other), false);
    assert.equal(permissions.mayDelete(inGroup("owner"), other), false);
  }
});

test("whoever has left may do nothing, and is told why", () => {
  const left = { ...inGroup("owner"), left: true };
  const all = [permissions.mayPost, permissions.mayReact, permissions.mayPin, permissions.mayManage];
  assert.deepEqual(
    all.map((may) => may(left)),
    [false, false, false, false],
  );
  assert.equal(permissions.mayDelete(left, own), false);
  assert.equal(permissions.silence(left), "You are no longer a member of this group.");
  assert.equal(permissions.silence(inGroup("member", true)), "Only admins can write in this group.");
  assert.equal(permissions.silence(inGroup("member")), "");
});
