// The REST API, and what the page knows of people by it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Account } from "../chat/account.js";
import { Contacts } from "../chat/contacts.js";
import { idsIn, People } from "../chat/people.js";
import { Profiles } from "../chat/profiles.js";
import { NoAnswerError, RefusedError } from "../chat/protocol.js";
import { Rest } from "../chat/rest.js";
import { refusal, until } from "./fakes.js";

/** @param {number} status @param {object} body */
const problem = (status, body) =>
  Response.json({ status, ...body }, { status, headers: { "Content-Type": "application/problem+json" } });

/** @param {(Response | Error)[]} answers in the order of the questions */
function start(...answers) {
  /** @type {{method: string, url: string, token: string | null, type: string | null, body: any}[]} */
  const asked = [];
  /** @type {string[]} */
  const renewed = [];
  /** @type {string[]} */
  const over = [];
  const rest = new Rest({
    url: "https://api.example/",
    session: {
      token: async () => "a0",
      renew: async (used) => {
        renewed.push(used);
        return "a1";
      },
    },
    whenOver: (reason) => over.push(reason),
    fetch: async (url, request) => {
      const headers = new Headers(request?.headers);
      asked.push({
        method: request?.method ?? "",
        url: String(url),
        token: headers.get("Authorization"),
        type: headers.get("Content-Type"),
        body: request?.body ? JSON.parse(String(request.body)) : undefined,
      });
      const answer = answers.shift();
      if (!answer || answer instanceof Error) {
        throw answer ?? new Error("There is no answer.");
      }
      return answer;
    },
  });
  return { rest, asked, renewed, over };
}

/** @param {Promise<unknown>} asked @param {string} code @param {number} [retryAfterMillis] */
const refusedWith = (asked, code, retryAfterMillis) =>
  assert.rejects(
    asked,
    (/** @type {any} */ error) =>
      error instanceof RefusedError && error.code === code && error.retryAfterMillis === retryAfterMillis,
  );

test("a question has the token, and only one with a body says what it is", async () => {
  const { rest, asked } = start(Response.json({ a: 1 }), new Response(null, { status: 204 }));
  assert.deepEqual(await rest.get("/v1/users", { query: { q: "a b&c", cursor: undefined } }), { a: 1 });
  assert.equal(await rest.ask("PUT", "/v1/blocks/x", { body: { b: 2 } }), undefined);
  assert.deepEqual(asked, [
    { method: "GET", url: "https://api.example/v1/users?q=a+b%26c", token: "Bearer a0", type: null, body: undefined },
    {
      method: "PUT",
      url: "https://api.example/v1/blocks/x",
      token: "Bearer a0",
      type: "application/json",
      body: { b: 2 },
    },
  ]);
});

test("a problem says its code, its sentence and when to ask again; the gateway only its status", async () => {
  const limited = problem(429, { code: "RATE_LIMITED", detail: "Slower, please.", retryAfterMillis: 1_500 });
  const { rest } = start(
    limited,
    Response.json({ message: "Too Many Requests" }, { status: 429, headers: { "Retry-After": "2" } }),
    new Response("<html>", { status: 502 }),
    new Error("no network"),
  );
  await assert.rejects(
    rest.get("/"),
    (/** @type {any} */ error) => error.message === "Slower, please." && error.retryAfterMillis === 1_500,
  );
  await refusedWith(rest.get("/"), "RATE_LIMITED", 2_000);
  await refusedWith(rest.get("/"), "INTERNAL");
  await assert.rejects(rest.get("/"), NoAnswerError);
});

test("a token that has run out is renewed, once", async () => {
  const ranOut = () => Response.json({ message: "Unauthorized" }, { status: 401 });
  const { rest, asked, renewed, over } = start(ranOut(), Response.json({ a: 1 }), ranOut(), ranOut());
  assert.deepEqual(await rest.get("/"), { a: 1 });
  assert.deepEqual(
    asked.map(({ token }) => token),
    ["Bearer a0", "Bearer a1"],
  );
  assert.deepEqual(over, []);
  await refusedWith(rest.get("/"), "UNAUTHORIZED");
  assert.deepEqual(renewed, ["a0", "a0"]);
  assert.deepEqual(over, ["Your sign-in has expired. Please sign in again."]);
});

test("a token that was signed out everywhere is not renewed: one has to sign in again", async () => {
  const { rest, renewed, over } = start(problem(401, { code: "UNAUTHORIZED", detail: "Signed out." }));
  await refusedWith(rest.get("/"), "UNAUTHORIZED");
  assert.deepEqual(renewed, []);
  assert.deepEqual(over, ["Signed out."]);
});

/** An API of made-up answers. @param {(method: string, path: string, extras?: any) => any} answer */
function api(answer) {
  /** @type {string[]} */
  const asked = [];
  /** @param {string} method @param {string} path @param {any} [extras] */
  const ask = async (method, path, extras) => {
    const { cursor, q } = extras?.query ?? {};
    asked.push([method, path, q, cursor].filter((word) => word !== undefined).join(" "));
    await Promise.resolve();
    return answer(method, path, extras);
  };
  return {
    asked,
    rest: { ask, get: (/** @type {string} */ path, /** @type {any} */ extras) => ask("GET", path, extras) },
  };
}

test("a name is asked for once, and is the id until it is known", async () => {
  const { rest, asked } = api((_, path) => ({
    userId: decodeURIComponent(path.slice(10)),
    name: "Bob B.",
    about: "Hi",
  }));
  let changes = 0;
  const clock = { now: 0 };
  const profiles = new Profiles({ rest, changed: () => changes++, now: () => clock.now });
  assert.equal(profiles.nameOf("b/b"), "b/b");
  assert.equal(profiles.nameOf("b/b"), "b/b");
  await until(() => changes === 1);
  assert.equal(profiles.nameOf("b/b"), "Bob B.");
  assert.equal(profiles.find("b/b")?.about, "Hi");
  assert.deepEqual(asked, ["GET /v1/users/b%2Fb"]);
  clock.now = 11 * 60_000;
  assert.equal(profiles.nameOf("b/b"), "Bob B."); // the old one meanwhile
  await until(() => changes === 2);
});

test("a few names are asked for at a time; whom nobody knows is asked for again later", async () => {
  let waiting = 0;
  let most = 0;
  /** @type {(() => void)[]} */
  const answers = [];
  const { rest, asked } = api(async () => {
    most = Math.max(most, ++waiting);
    await new Promise((resolve) => answers.push(() => resolve(undefined)));
    waiting--;
    throw refusal("NOT_FOUND");
  });
  const clock = { now: 0 };
  const profiles = new Profiles({ rest, changed: () => {}, now: () => clock.now });
  const ids = [..."abcdefghij"];
  ids.forEach(profiles.nameOf);
  for (let done = 0; done < ids.length; done++) {
    await until(() => answers.length > done);
    answers[done]?.();
  }
  await until(() => waiting === 0);
  assert.equal(most, 4);
  assert.equal(asked.length, 10);
  assert.equal(profiles.nameOf("a"), "a");
  assert.equal(asked.length, 10);
  clock.now = 31_000;
  profiles.nameOf("a");
  assert.equal(asked.length, 11);
});

test("somebody without a name is called by the handle", () => {
  const { rest } = api(() => {});
  const profiles = new Profiles({ rest, changed: () => {} });
  profiles.learn({ userId: "u1", name: "", handle: "erin" });
  assert.equal(profiles.nameOf("u1"), "@erin");
});

/** @param {Record<string, any>} [answers] */
function circle(answers = {}) {
  const { rest, asked } = api(
    (method, path, extras) => answers[[method, path, extras?.query?.cursor].join(" ").trim()],
  );
  const profiles = new Profiles({ rest, changed: () => {} });
  const contacts = new Contacts({ rest, profiles, changed: () => {} });
  return { contacts, profiles, asked };
}

test("contacts are read to the last page, with their names", async () => {
  const { contacts, profiles } = circle({
    "GET /v1/contacts": {
      contacts: [
        { userId: "bob", state: "accepted", blocked: false, since: 1, name: "Bob" },
        { userId: "eve", state: "none", blocked: true, since: 1 },
      ],
      next: "2",
    },
    "GET /v1/contacts 2": { contacts: [{ userId: "carol", state: "incoming", blocked: false, since: 1 }] },
  });
  await contacts.load();
  assert.deepEqual(contacts.in("accepted"), ["bob"]);
  assert.deepEqual(contacts.in("incoming"), ["carol"]);
  assert.deepEqual(contacts.blocked(), ["eve"]);
  assert.equal(profiles.nameOf("bob"), "Bob");
  assert.deepEqual(contacts.of("stranger"), { state: "none", blocked: false });
});

test("what the user does shows at once, and an older list does not undo it", async () => {
  const { contacts, asked } = circle({
    "GET /v1/contacts": { contacts: [] },
    "PUT /v1/contacts/bob": { userId: "bob", state: "outgoing", blocked: false },
  });
  const older = contacts.load();
  const asking = contacts.request("bob");
  await Promise.all([older, asking]);
  assert.deepEqual(contacts.in("outgoing"), ["bob"]);
  await contacts.block("bob");
  assert.deepEqual([contacts.in("outgoing"), contacts.blocked()], [[], ["bob"]]);
  await contacts.unblock("bob");
  await contacts.remove("a/b");
  assert.deepEqual(contacts.blocked(), []);
  assert.deepEqual(asked.slice(1), [
    "PUT /v1/contacts/bob",
    "PUT /v1/blocks/bob",
    "DELETE /v1/blocks/bob",
    "DELETE /v1/contacts/a%2Fb",
  ]);
});

test("people are found by handle, and lists of them read", async () => {
  const users = [
    { userId: "u1", handle: "erin_2", name: "Erin II" },
    { userId: "u2", handle: "erin", name: "Erin" },
  ];
  const { rest, asked } = api(() => ({ users }));
  const people = new People(rest, new Profiles({ rest, changed: () => {} }));
  assert.equal((await people.byHandle("@Erin"))?.userId, "u2");
  assert.equal(await people.byHandle("er"), null);
  assert.deepEqual(await idsIn("@erin, bob;@erin_2 bob", people), ["u2", "bob", "u1"]);
  assert.deepEqual(await idsIn("  ", people), []);
  await assert.rejects(
    idsIn("@frank", people),
    (/** @type {Error} */ error) => error.message === "Nobody has the handle @frank.",
  );
  await assert.rejects(idsIn("é", people), (/** @type {Error} */ error) => error.message === "“é” is not a handle.");
  assert.ok(asked.includes("GET /v1/users @erin"));
});

test("a handle is looked for beyond those who have it as a name, but not for ever", async () => {
  const named = { users: [{ userId: "u1", name: "Erin" }], next: "2" };
  const { rest, asked } = api((_, __, { query }) =>
    query.q === "@erin" && query.cursor === "2" ? { users: [{ userId: "u2", handle: "erin", name: "" }] } : named,
  );
  const people = new People(rest, new Profiles({ rest, changed: () => {} }));
  assert.equal((await people.byHandle("erin"))?.userId, "u2");
  asked.length = 0;
  assert.equal(await people.byHandle("frank"), null);
  assert.equal(asked.length, 5);
});

test("an export has every page", async () => {
  const { rest, asked } = api((_, __, extras) =>
    extras?.query?.cursor ? { items: [{ type: "message" }] } : { items: [{ type: "account" }], next: "p2" },
  );
  assert.deepEqual(await new Account(rest).everything(), [{ type: "account" }, { type: "message" }]);
  assert.deepEqual(asked, ["GET /v1/me/export", "GET /v1/me/export p2"]);
});
