// Who is signed in, in this tab: two tabs can be two users, and a reload keeps both.

import { NoAnswerError, RefusedError } from "../chat/protocol.js";
import { claimsOf, endOf } from "./issuer.js";

/** @typedef {import("../chat/outbox.js").Store} Storage */
/**
 * @typedef {object} Tokens
 * @property {string} user as the server knows them
 * @property {string} accessToken
 * @property {string} idToken
 * @property {string | null} refreshToken
 * @property {number} expiresAt of the access token, milliseconds since 1970
 */

const KEY = "chat.session";
/** A token this near to its end is renewed before it is used. */
const MARGIN_MILLIS = 60_000;

export class Session {
  #issuer;
  #storage;
  #tokens;
  #now;
  /** @type {Promise<string> | null} */
  #renewing = null;
  #isForgotten = false;

  /**
   * @param {object} parts
   * @param {Tokens} parts.tokens
   * @param {Pick<import("./issuer.js").Issuer, "refresh" | "revoke">} parts.issuer
   * @param {Storage} parts.storage of this tab
   * @param {() => number} [parts.now]
   */
  constructor({ tokens, issuer, storage, now = Date.now }) {
    this.#tokens = tokens;
    this.#issuer = issuer;
    this.#storage = storage;
    this.#now = now;
    this.#keep();
  }

  get user() {
    return this.#tokens.user;
  }

  get idToken() {
    return this.#tokens.idToken;
  }

  /** A token to show to the server. Rejects with RefusedError if one has to sign in again, or with NoAnswerError. */
  async token() {
    const { accessToken, expiresAt } = this.#tokens;
    const left = expiresAt - this.#now();
    if (left > MARGIN_MILLIS) {
      return accessToken;
    }
    try {
      return await this.renew(accessToken);
    } catch (error) {
      if (left > 0 && (error instanceof NoAnswerError || this.#tokens.refreshToken === null)) {
        return accessToken; // good for a moment yet
      }
      throw error;
    }
  }

  /** A newer token than the one used, whoever asks first. Rejects as `token` does. @param {string} used */
  renew(used) {
    if (used !== this.#tokens.accessToken) {
      return Promise.resolve(this.#tokens.accessToken);
    }
    this.#renewing ??= this.#refresh().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  /** No later page finds it, and nobody renews it. What is on its way may still use it. */
  forget() {
    this.#isForgotten = true;
    this.#storage.removeItem(KEY);
    this.#revoke();
  }

  async #refresh() {
    const { refreshToken, user, idToken } = this.#tokens;
    if (refreshToken === null) {
      throw over();
    }
    const grant = await this.#issuer.refresh(refreshToken);
    if (grant.id_token !== undefined && claimsOf(grant.id_token).sub !== user) {
      throw over();
    }
    this.#tokens = {
      user,
      accessToken: grant.access_token,
      idToken: grant.id_token ?? idToken,
      refreshToken: grant.refresh_token ?? refreshToken, // each is good once where the issuer rotates them
      expiresAt: endOf(grant, this.#now()),
    };
    this.#keep();
    return grant.access_token;
  }

  #keep() {
    if (this.#isForgotten) {
      this.#revoke();
    } else {
      this.#storage.setItem(KEY, JSON.stringify(this.#tokens));
    }
  }

  #revoke() {
    const { refreshToken } = this.#tokens;
    if (refreshToken !== null) {
      this.#issuer.revoke(refreshToken).catch(() => {}); // it ends by itself, if later
    }
  }
}

/** What an earlier page of this tab has kept. @param {Storage} storage @returns {Tokens | null} */
export function keptTokens(storage) {
  try {
    const {
      user,
      accessToken,
      idToken = "",
      refreshToken = null,
      expiresAt,
    } = JSON.parse(storage.getItem(KEY) ?? "{}");
    const whole = typeof user === "string" && typeof accessToken === "string" && typeof expiresAt === "number";
    return whole ? { user, accessToken, idToken, refreshToken, expiresAt } : null;
  } catch {
    return null;
  }
}

const over = () =>
  new RefusedError({ code: "UNAUTHORIZED", reason: "Your sign-in has expired. Please sign in again." });
