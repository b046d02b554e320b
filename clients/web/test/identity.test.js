// Signing in at an issuer that is not there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NoAnswerError, RefusedError } from "../chat/protocol.js";
import { deviceId, deviceName } from "../identity/device.js";
import { Issuer } from "../identity/issuer.js";
import { challengeOf, secret } from "../identity/pkce.js";
import { keptTokens, Session } from "../identity/session.js";
import { SignIn } from "../identity/sign-in.js";
import { storage, until } from "./fakes.js";

const ISSUER = "https://issuer.example/pool";
const PAGE = "https://chat.example/";
const NOW = 1_700_000_000_000;

/** @param {object} claims */
const jwt = (claims) => `h.${btoa(JSON.stringify(claims)).replaceAll("=", "").replaceAll("+", "-")}.s`;

/** An issuer that grants what a test wants, and remembers what it was asked. */
class FakeIssuer {
  /** @type {URLSearchParams[]} */
  forms = [];
  /** @type {Record<string, unknown>} */
  document = {
    issuer: ISSUER,
    authorization_endpoint: "https://login.example/authorize?tenant=1",
    token_endpoint: "https://login.example/token",
    end_session_endpoint: "https://login.example/logout",
    revocation_endpoint: "https://login.example/revoke",
  };
  /** @type {Record<string, unknown>} */
  claims = {};
  /** @type {string[]} */
  revoked = [];
  status = 200;
  /** @type {Record<string, unknown>} */
  grant = {};

  /** @type {typeof globalThis.fetch} */
  fetch = async (url, request) => {
    if (String(url) === `${ISSUER}/.well-known/openid-configuration`) {
      return Response.json(this.document);
    }
    if (String(url) === "https://login.example/revoke") {
      this.revoked.push(/** @type {URLSearchParams} */ (request?.body).get("token") ?? "");
      return new Response();
    }
    assert.equal(String(url), "https://login.example/token");
    this.forms.push(/** @type {URLSearchParams} */ (request?.body));
    const id_token = jwt({ iss: ISSUER, sub: "u1", aud: "web", exp: NOW / 1_000 + 60, ...this.claims });
    const grant = { access_token: "access", id_token, refresh_token: "r1", expires_in: 600, ...this.grant };
    return Response.json(this.status === 200 ? grant : { error: "invalid_grant" }, { status: this.status });
  };
}

function start() {
  const fake = new FakeIssuer();
  const issuer = new Issuer({ issuer: ISSUER, clientId: "web", scopes: "openid profile", fetch: fake.fetch });
  const kept = storage();
  const signIn = new SignIn({ issuer, storage: kept, redirectUri: PAGE, now: () => NOW });
  /** Goes to the issuer; what it is asked there comes back. */
  const go = async () => {
    const asked = new URL(await signIn.begin("#with=bob")).searchParams;
    fake.claims = { nonce: asked.get("nonce") };
    return asked;
  };
  /** @param {Record<string, string | null>} answer */
  const back = (answer) => signIn.complete(new URLSearchParams(/** @type {Record<string, string>} */ (answer)));
  return { fake, issuer, kept, signIn, go, back };
}

test("a challenge is what RFC 7636 says it is, and no two secrets are the same", async () => {
  const challenge = await challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"); // its appendix B
  assert.equal(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  assert.ok(/^[A-Za-z0-9_-]{43}$/.test(secret()));
  assert.notEqual(secret(), secret());
});

test("there and back: the code is redeemed with the verifier of the challenge", async () => {
  const { fake, go, back } = start();
  const asked = await go();
  assert.equal(asked.get("tenant"), "1");
  assert.equal(asked.get("response_type"), "code");
  assert.equal(asked.get("client_id"), "web");
  assert.equal(asked.get("redirect_uri"), PAGE);
  assert.equal(asked.get("scope"), "openid profile");
  assert.equal(asked.get("code_challenge_method"), "S256");
  const done = await back({ code: "c1", state: asked.get("state"), iss: ISSUER });
  assert.deepEqual(done?.tokens.user, "u1");
  assert.equal(done?.tokens.accessToken, "access");
  assert.equal(done?.tokens.expiresAt, NOW + 600_000);
  assert.equal(done?.place, "#with=bob");
  const form = Object.fromEntries(fake.forms[0] ?? []);
  assert.equal(await challengeOf(form.code_verifier ?? ""), asked.get("code_challenge"));
  assert.equal(form.code, "c1");
  assert.equal(form.client_id, "web");
  assert.equal(form.redirect_uri, PAGE);
});

test("a page that nobody comes back to is none of this", async () => {
  const { back, go } = start();
  assert.equal(await back({}), null);
  await go();
  assert.equal(await back({ code: "c1" }), null);
});

test("an answer of another state, a second one, or of another issuer is not taken", async () => {
  const { fake, back, go } = start();
  await go();
  await assert.rejects(back({ code: "c1", state: "forged" }), RefusedError);
  const asked = await go();
  await assert.rejects(back({ code: "c1", state: asked.get("state"), iss: "https://evil.example" }), RefusedError);
  await assert.rejects(back({ code: "c1", state: asked.get("state") }), RefusedError); // it was good once
  assert.deepEqual(fake.forms, []);
});

test("an identity token for another sign-in, page, issuer or time is not taken", async () => {
  const wrongs = [
    { nonce: "another" },
    { nonce: undefined },
    { aud: "other" },
    { aud: ["web", "other"] },
    { azp: "other" },
    { iss: "https://evil.example" },
    { exp: NOW / 1_000 - 301 },
    { sub: undefined },
  ];
  for (const wrong of wrongs) {
    const { fake, back, go } = start();
    const asked = await go();
    fake.claims = { ...fake.claims, ...wrong };
    await assert.rejects(back({ code: "c1", state: asked.get("state") }), RefusedError);
  }
  const { fake, back, go } = start();
  const asked = await go();
  fake.claims = { ...fake.claims, aud: ["web", "other"], azp: "web" };
  assert.equal((await back({ code: "c1", state: asked.get("state") }))?.tokens.user, "u1");
});

test("whoever is not let in is told why", async () => {
  const { fake, back, go } = start();
  const asked = await go();
  const said = { error: "access_denied", error_description: "Not today.", state: asked.get("state") };
  await assert.rejects(back(said), (/** @type {Error} */ error) => error.message === "Not today.");
  const again = await go();
  fake.status = 400;
  await assert.rejects(back({ code: "c1", state: again.get("state") }), RefusedError);
  const down = await go();
  fake.status = 503;
  await assert.rejects(back({ code: "c1", state: down.get("state") }), NoAnswerError);
});

test("an issuer that calls itself otherwise is not asked", async () => {
  const { fake, signIn } = start();
  fake.document = { ...fake.document, issuer: "https://evil.example" };
  await assert.rejects(signIn.begin(""), NoAnswerError);
  fake.document = { ...fake.document, issuer: ISSUER };
  assert.ok((await signIn.begin("")).startsWith("https://login.example/authorize"));
});

test("the way out has the standard's words and Cognito's, where there is one", async () => {
  const { fake, issuer } = start();
  const out = new URL((await issuer.endSessionUrl({ idToken: "id", returnTo: PAGE })) ?? "").searchParams;
  assert.deepEqual(Object.fromEntries(out), {
    client_id: "web",
    id_token_hint: "id",
    post_logout_redirect_uri: PAGE,
    logout_uri: PAGE,
  });
  const { end_session_endpoint, ...rest } = fake.document;
  assert.ok(end_session_endpoint);
  fake.document = rest;
  const other = new Issuer({ issuer: ISSUER, clientId: "web", scopes: "openid", fetch: fake.fetch });
  assert.equal(await other.endSessionUrl({ idToken: "id", returnTo: PAGE }), null);
});

/** @param {{refreshToken?: string | null, left?: number}} [tokens] */
function signedIn({ refreshToken = "r0", left = 600_000 } = {}) {
  const { fake, issuer, kept } = start();
  const clock = { now: NOW };
  const tokens = { user: "u1", accessToken: "a0", idToken: "i0", refreshToken, expiresAt: NOW + left };
  fake.grant = { access_token: "a1" };
  return { fake, kept, clock, session: new Session({ tokens, issuer, storage: kept, now: () => clock.now }) };
}

test("a token is used until shortly before its end, then renewed once for all who ask", async () => {
  const { fake, session, clock, kept } = signedIn();
  assert.equal(await session.token(), "a0");
  clock.now += 545_000;
  assert.deepEqual(await Promise.all([session.token(), session.token(), session.renew("a0")]), ["a1", "a1", "a1"]);
  assert.equal(fake.forms.length, 1);
  assert.equal(fake.forms[0]?.get("refresh_token"), "r0");
  assert.equal(await session.renew("a0"), "a1"); // late, but it is new enough
  assert.equal(keptTokens(kept)?.accessToken, "a1");
  assert.equal(keptTokens(kept)?.refreshToken, "r1"); // the issuer rotates them
  fake.grant = { access_token: "a2", refresh_token: undefined, id_token: undefined };
  assert.equal(await session.renew("a1"), "a2");
  assert.equal(keptTokens(kept)?.refreshToken, "r1");
});

test("without a way to renew it a token is used to its end, and then one has to sign in again", async () => {
  const { session, clock } = signedIn({ refreshToken: null, left: 30_000 });
  assert.equal(await session.token(), "a0");
  clock.now += 30_001;
  await assert.rejects(session.token(), RefusedError);
});

test("an issuer that is away does no harm while the token lasts; one that refuses ends the session", async () => {
  const { fake, session, clock } = signedIn({ left: 30_000 });
  fake.status = 503;
  assert.equal(await session.token(), "a0");
  clock.now += 30_001;
  await assert.rejects(session.token(), NoAnswerError);
  fake.status = 400;
  await assert.rejects(session.token(), RefusedError);
});

test("a renewed token of another user is not taken", async () => {
  const { fake, session } = signedIn();
  fake.claims = { sub: "u2" };
  await assert.rejects(session.renew("a0"), RefusedError);
});

test("a session that is forgotten is renewed by nobody, and does not come back with a late answer", async () => {
  const { fake, session, kept } = signedIn();
  const late = session.renew("a0");
  session.forget();
  await late;
  await until(() => fake.revoked.length > 1);
  assert.deepEqual(fake.revoked, ["r0", "r1"]);
  assert.equal(keptTokens(kept), null);
});

test("nonsense in the storage is no session", () => {
  for (const value of ["", "null", "{", '{"user":7}', '{"user":"u1","accessToken":"a"}']) {
    const kept = storage();
    kept.setItem("chat.session", value);
    assert.equal(keptTokens(kept), null);
  }
});

test("a browser keeps its name, by which people recognise it", () => {
  const agents = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0":
      "Edge on Windows",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36": "Chrome on Android",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1":
      "Safari on iPhone",
    "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0": "Firefox on Linux",
    "": "Browser on Device",
  };
  for (const [agent, name] of Object.entries(agents)) {
    const kept = storage();
    const made = deviceId(kept, agent);
    assert.ok(/^[A-Za-z0-9._-]{1,64}$/.test(made), made);
    assert.equal(deviceName(made), name);
    assert.equal(deviceId(kept, "another"), made);
  }
  const kept = storage();
  kept.setItem("chat.device", "not a name");
  assert.notEqual(deviceId(kept, ""), "not a name");
  assert.equal(deviceName("pixel-9"), "pixel-9");
});
