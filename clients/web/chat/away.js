// Whether somebody is at the device. Whoever does nothing for a while is away until they do something.

/** @typedef {import("./protocol.js").Timer} Timer */

export const AWAY_MILLIS = 5 * 60_000;

export class Away {
  #timer;
  #now;
  #changed;
  #activeAt;
  #isAway = false;
  #cancel = () => {};

  /**
   * @param {object} parts
   * @param {Timer} parts.timer
   * @param {() => void} parts.changed
   * @param {() => number} [parts.now]
   */
  constructor({ timer, changed, now = Date.now }) {
    this.#timer = timer;
    this.#changed = changed;
    this.#now = now;
    this.#activeAt = now();
    this.#look();
  }

  get isAway() {
    return this.#isAway;
  }

  /** The user does something; called as often as they do. */
  active() {
    this.#activeAt = this.#now();
    if (this.#isAway) {
      this.#isAway = false;
      this.#look();
      this.#changed();
    }
  }

  stop() {
    this.#cancel();
  }

  #look() {
    const rest = this.#activeAt + AWAY_MILLIS - this.#now();
    if (rest > 0) {
      this.#cancel = this.#timer(() => this.#look(), rest);
    } else {
      this.#isAway = true;
      this.#changed();
    }
  }
}
