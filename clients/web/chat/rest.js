// The REST API: one question, one answer, and a newer token where the old one has run out.

import { NoAnswerError, RefusedError } from "./protocol.js";

/** @typedef {Pick<import("../identity/session.js").Session, "token" | "renew">} Signed who asks */
/**
 * @typedef {object} Extras
 * @property {Record<string, string | number | undefined>} [query]
 * @property {object} [body]
 * @property {AbortSignal} [signal]
 */

const ANSWER_MILLIS = 15_000;
const MEDIA_TYPE = "application/json";
const PROBLEM = "application/problem+json";
const EXPIRED = "Your sign-in has expired. Please sign in again.";
/** For answers of the gateway, which knows no codes of ours. @type {Record<number, string>} */
const CODES = { 401: "UNAUTHORIZED", 403: "FORBIDDEN", 404: "NOT_FOUND", 413: "TOO_LARGE", 429: "RATE_LIMITED" };

export class Rest {
  #url;
  #session;
  #whenOver;
  #fetch;

  /**
   * @param {object} parts
   * @param {string} parts.url what `/v1` is under
   * @param {Signed} parts.session
   * @param {(reason: string) => void} parts.whenOver one has to sign in again
   * @param {typeof globalThis.fetch} [parts.fetch]
   */
  constructor({ url, session, whenOver, fetch = globalThis.fetch.bind(globalThis) }) {
    this.#url = url.replace(/\/$/, "");
    this.#session = session;
    this.#whenOver = whenOver;
    this.#fetch = fetch;
  }

  /** @param {string} path @param {Extras} [extras] @returns {Promise<any>} */
  get(path, extras) {
    return this.ask("GET", path, extras);
  }

  /**
   * Rejects with RefusedError or NoAnswerError, nothing else.
   *
   * @param {"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} method
   * @param {string} path
   * @param {Extras} [extras]
   * @returns {Promise<any>} the body; undefined where there is none
   */
  async ask(method, path, extras = {}) {
    try {
      return await this.#asked(method, path, extras);
    } catch (error) {
      if (error instanceof RefusedError && error.code === "UNAUTHORIZED") {
        this.#whenOver(error.message);
      }
      throw error;
    }
  }

  /** @param {string} method @param {string} path @param {Extras} extras */
  async #asked(method, path, extras) {
    const token = await this.#session.token();
    const answer = await this.#send(method, path, extras, token);
    if (answer.status === 401 && !isProblem(answer)) {
      // The gateway's own word: the token has run out. A problem document says that it is good no longer.
      return read(await this.#send(method, path, extras, await this.#session.renew(token)));
    }
    return read(answer);
  }

  /** @param {string} method @param {string} path @param {Extras} extras @param {string} token */
  async #send(method, path, { query = {}, body, signal }, token) {
    const url = new URL(this.#url + path);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) {
        url.searchParams.set(name, String(value));
      }
    }
    const limit = AbortSignal.timeout(ANSWER_MILLIS);
    try {
      return await this.#fetch(url, {
        method,
        headers: { Authorization: `Bearer ${token}`, ...(body ? { "Content-Type": MEDIA_TYPE } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
    } catch {
      throw new NoAnswerError("The server did not answer. Please try again.");
    }
  }
}

/** @param {Response} response */
async function read(response) {
  if (response.status === 204) {
    return undefined;
  }
  const body = await response.json().catch(() => undefined);
  if (response.ok) {
    return body;
  }
  throw new RefusedError({
    code: body?.code ?? CODES[response.status] ?? (response.status >= 500 ? "INTERNAL" : "INVALID"),
    reason: body?.detail ?? (response.status === 401 ? EXPIRED : `The server refused (${response.status}).`),
    retryAfterMillis: body?.retryAfterMillis ?? secondsOf(response),
  });
}

/** @param {Response} response */
const isProblem = ({ headers }) => (headers.get("Content-Type") ?? "").startsWith(PROBLEM);

/** @param {Response} response */
function secondsOf({ headers }) {
  const seconds = Number(headers.get("Retry-After") ?? NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : undefined;
}
