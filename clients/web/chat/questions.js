// Questions that change nothing, asked again while asking again may help.

import { NoAnswerError, RefusedError, retryDelay } from "./protocol.js";

/** @typedef {Pick<import("./connection.js").Connection, "request" | "isOpen">} Line */
/** @typedef {import("./protocol.js").Timer} Timer */
/** @typedef {import("./protocol.js").Sync | import("./protocol.js").History | import("./protocol.js").Members} Question */
/**
 * @template A
 * @typedef {import("./protocol.js").AnswerTo<A>} AnswerTo
 */

export const TRIES = 5;

export class Questions {
  #connection;
  #timer;

  /** @param {Line} connection @param {Timer} timer */
  constructor(connection, timer) {
    this.#connection = connection;
    this.#timer = timer;
  }

  /**
   * Rejects with RefusedError or NoAnswerError, nothing else.
   *
   * @template {Question} A
   * @param {A} question
   * @returns {Promise<AnswerTo<A>>}
   */
  async ask(question) {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#connection.request(question);
      } catch (error) {
        const passing = error instanceof RefusedError ? error.passing : error instanceof NoAnswerError;
        if (!passing || tries >= TRIES || !this.#connection.isOpen) {
          throw error;
        }
        const asked = error instanceof RefusedError ? error.retryAfterMillis : undefined;
        await pause(this.#timer, asked ?? retryDelay(tries));
      }
    }
  }
}

/** @param {Timer} timer @param {number} millis @returns {Promise<void>} */
export function pause(timer, millis) {
  return new Promise((resolve) => {
    timer(resolve, millis);
  });
}
