// The way to the issuer and back: authorization code flow with PKCE (RFC 6749, RFC 7636, OpenID Connect Core 1.0).

import { RefusedError } from "../chat/protocol.js";
import { claimsOf, endOf } from "./issuer.js";
import { challengeOf, secret } from "./pkce.js";

/** @typedef {import("./issuer.js").Issuer} Issuer */
/** @typedef {import("./session.js").Tokens} Tokens */
/** @typedef {import("../chat/outbox.js").Store} Storage */
/** @typedef {{state: string, nonce: string, verifier: string, place: string}} Begun what the browser keeps meanwhile */

const KEY = "chat.sign-in";
/** A user's clock may be wrong by this much. */
const LEEWAY_SECONDS = 300;

export class SignIn {
  #issuer;
  #storage;
  #redirectUri;
  #now;

  /**
   * @param {object} parts
   * @param {Issuer} parts.issuer
   * @param {Storage} parts.storage of this tab
   * @param {string} parts.redirectUri where this page is
   * @param {() => number} [parts.now]
   */
  constructor({ issuer, storage, redirectUri, now = Date.now }) {
    this.#issuer = issuer;
    this.#storage = storage;
    this.#redirectUri = redirectUri;
    this.#now = now;
  }

  /**
   * The address to go to.
   *
   * @param {string} place to come back to, such as an invite
   * @param {boolean} [anew] whether an earlier sign-in at the issuer does not count any more
   */
  async begin(place, anew = false) {
    const begun = { state: secret(), nonce: secret(), verifier: secret(), place };
    const url = await this.#issuer.authorizationUrl({
      redirectUri: this.#redirectUri,
      state: begun.state,
      nonce: begun.nonce,
      challenge: await challengeOf(begun.verifier),
      anew,
    });
    this.#storage.setItem(KEY, JSON.stringify(begun));
    return url;
  }

  /**
   * Back from the issuer. Rejects with an error whose message is for the user.
   *
   * @param {URLSearchParams} answer of the page's address
   * @returns {Promise<{tokens: Tokens, place: string} | null>} null if nobody comes back
   */
  async complete(answer) {
    if (!answer.has("state")) {
      return null;
    }
    const begun = this.#takeBegun();
    if (
      !begun ||
      answer.get("state") !== begun.state ||
      (answer.get("iss") ?? this.#issuer.name) !== this.#issuer.name
    ) {
      throw refused("This sign-in was not begun in this tab. Please sign in again.");
    }
    const code = answer.get("code");
    if (code === null) {
      throw refused(answer.get("error_description") ?? "You were not signed in.");
    }
    const grant = await this.#issuer.redeem({ code, verifier: begun.verifier, redirectUri: this.#redirectUri });
    const claims = claimsOf(grant.id_token);
    if (!this.#isForUs(claims) || claims.nonce !== begun.nonce) {
      throw refused("The sign-in service answered for somebody else. Please sign in again.");
    }
    const tokens = {
      user: String(claims.sub),
      accessToken: grant.access_token,
      idToken: grant.id_token ?? "",
      refreshToken: grant.refresh_token ?? null,
      expiresAt: endOf(grant, this.#now()),
    };
    return { tokens, place: begun.place };
  }

  /** Once: an answer that comes twice is a replay. @returns {Begun | null} */
  #takeBegun() {
    const kept = this.#storage.getItem(KEY);
    this.#storage.removeItem(KEY);
    try {
      return JSON.parse(kept ?? "null");
    } catch {
      return null;
    }
  }

  /** OpenID Connect Core 1.0, section 3.1.3.7. @param {Record<string, unknown>} claims */
  #isForUs({ iss, sub, aud, azp, exp }) {
    const { name, clientId } = this.#issuer;
    const audiences = Array.isArray(aud) ? aud : [aud];
    return (
      iss === name &&
      typeof sub === "string" &&
      audiences.includes(clientId) &&
      (azp === undefined ? audiences.length === 1 : azp === clientId) &&
      typeof exp === "number" &&
      exp + LEEWAY_SECONDS > this.#now() / 1_000
    );
  }
}

/** @param {string} reason */
const refused = (reason) => new RefusedError({ code: "UNAUTHORIZED", reason });
