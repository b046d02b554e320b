// An OpenID Connect issuer, as its discovery document describes it.

import { NoAnswerError, RefusedError } from "../chat/protocol.js";

/**
 * @typedef {object} IssuerSettings
 * @property {string} issuer
 * @property {string} clientId
 * @property {string} scopes with spaces in between
 * @property {typeof globalThis.fetch} [fetch]
 */
/**
 * What a token endpoint answers. The access token is for the chat's server, the identity token for this page.
 *
 * @typedef {{access_token: string, id_token?: string, refresh_token?: string, expires_in?: number}} Grant
 */
/**
 * @typedef {object} Endpoints
 * @property {string} issuer
 * @property {string} authorization_endpoint
 * @property {string} token_endpoint
 * @property {string} [end_session_endpoint]
 * @property {string} [revocation_endpoint]
 */

const ANSWER_MILLIS = 15_000;
const DEFAULT_LIFE_SECONDS = 3_600;

export class Issuer {
  #settings;
  /** @type {Promise<Endpoints> | null} */
  #discovery = null;

  /** @param {IssuerSettings} settings */
  constructor(settings) {
    this.#settings = { fetch: globalThis.fetch.bind(globalThis), ...settings };
  }

  get name() {
    return this.#settings.issuer;
  }

  get clientId() {
    return this.#settings.clientId;
  }

  /**
   * Where the browser goes to sign in. With `anew`, an earlier sign-in there does not count any more.
   *
   * @param {{redirectUri: string, state: string, nonce: string, challenge: string, anew: boolean}} request
   */
  async authorizationUrl({ redirectUri, state, nonce, challenge, anew }) {
    const { authorization_endpoint } = await this.#endpoints();
    return withQuery(authorization_endpoint, {
      response_type: "code",
      client_id: this.clientId,
      redirect_uri: redirectUri,
      scope: this.#settings.scopes,
      state,
      nonce,
      code_challenge: challenge,
      code_challenge_method: "S256",
      ...(anew ? { prompt: "login" } : {}),
    });
  }

  /** @param {{code: string, verifier: string, redirectUri: string}} request */
  redeem({ code, verifier, redirectUri }) {
    return this.#grant({
      grant_type: "authorization_code",
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
    });
  }

  /** @param {string} refreshToken */
  refresh(refreshToken) {
    return this.#grant({ grant_type: "refresh_token", refresh_token: refreshToken });
  }

  /** Nobody is to use it any more (RFC 7009), where the issuer knows how to. @param {string} refreshToken */
  async revoke(refreshToken) {
    const { revocation_endpoint } = await this.#endpoints();
    if (revocation_endpoint) {
      const body = new URLSearchParams({
        token: refreshToken,
        token_type_hint: "refresh_token",
        client_id: this.clientId,
      });
      await this.#ask(revocation_endpoint, { method: "POST", body, keepalive: true }); // the page may go on elsewhere
    }
  }

  /**
   * Where the browser goes to sign out at the issuer too; null if it has no such place. `logout_uri` is Amazon Cognito's
   * name for where to come back to, the others are the standard's.
   *
   * @param {{idToken: string, returnTo: string}} request
   */
  async endSessionUrl({ idToken, returnTo }) {
    const { end_session_endpoint } = await this.#endpoints();
    return end_session_endpoint
      ? withQuery(end_session_endpoint, {
          client_id: this.clientId,
          id_token_hint: idToken,
          post_logout_redirect_uri: returnTo,
          logout_uri: returnTo,
        })
      : null;
  }

  /** @param {Record<string, string>} parameters @returns {Promise<Grant>} */
  async #grant(parameters) {
    const { token_endpoint } = await this.#endpoints();
    const body = new URLSearchParams({ ...parameters, client_id: this.clientId });
    const { status, answer } = await this.#ask(token_endpoint, { method: "POST", body });
    if (status >= 400 && status < 500 && status !== 429) {
      throw new RefusedError({
        code: "UNAUTHORIZED",
        reason: answer?.error_description ?? "The sign-in service refused. Please sign in again.",
      });
    }
    if (status !== 200 || typeof answer?.access_token !== "string") {
      throw new NoAnswerError(`The sign-in service does not work at the moment (${status}).`);
    }
    return answer;
  }

  /** Asked once; again after a failure. @returns {Promise<Endpoints>} */
  #endpoints() {
    this.#discovery ??= this.#discover().catch((error) => {
      this.#discovery = null;
      throw error;
    });
    return this.#discovery;
  }

  async #discover() {
    const { issuer } = this.#settings;
    const { answer } = await this.#ask(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {});
    const known = typeof answer?.authorization_endpoint === "string" && typeof answer.token_endpoint === "string";
    if (!known || answer.issuer !== issuer) {
      throw new NoAnswerError("The sign-in service does not tell where to sign in.");
    }
    return answer;
  }

  /** @param {string} url @param {RequestInit} request @returns {Promise<{status: number, answer: any}>} */
  async #ask(url, request) {
    try {
      const response = await this.#settings.fetch(url, { ...request, signal: AbortSignal.timeout(ANSWER_MILLIS) });
      return { status: response.status, answer: await response.json().catch(() => null) };
    } catch {
      throw new NoAnswerError("The sign-in service cannot be reached. Please try again.");
    }
  }
}

/** @param {Grant} grant @param {number} now */
export const endOf = ({ expires_in }, now) => now + 1_000 * (Number(expires_in) || DEFAULT_LIFE_SECONDS);

/**
 * What a token says. Only read here, never trusted: checking signatures is the server's work, and an identity token comes
 * straight from the issuer, over its own connection.
 *
 * @param {string | undefined} token
 * @returns {Record<string, unknown>}
 */
export function claimsOf(token) {
  try {
    const payload = (token?.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === "object" && claims !== null ? claims : {};
  } catch {
    return {};
  }
}

/** @param {string} address @param {Record<string, string>} parameters */
function withQuery(address, parameters) {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) {
    url.searchParams.set(name, value);
  }
  return url.href;
}
