// Who is there, as far as the server has told. Of two sightings of a user the newer holds, in whatever order they come.

import { lastSeen } from "./times.js";

/** @typedef {import("./protocol.js").PresenceState} PresenceState */
/** @typedef {import("./protocol.js").Sighting} Sighting */

/** While nothing is heard of a user, their state can only move on in this order. @type {PresenceState[]} */
export const STATES = ["online", "away", "do-not-disturb", "offline"];

/** @param {Sighting} sighting @param {Sighting | undefined} other of the same user */
function isNewer(sighting, other) {
  return (
    other === undefined ||
    sighting.version > other.version ||
    (sighting.version === other.version && STATES.indexOf(sighting.state) > STATES.indexOf(other.state))
  );
}

export class Sightings {
  /** Of contacts and of the user: the server tells of every change. @type {Map<string, Sighting>} */
  #told = new Map();
  /** Of others, as of when they were asked for. @type {Map<string, Sighting>} */
  #asked = new Map();

  /** @param {string} userId @returns {Sighting | null} null if nothing is known */
  of(userId) {
    const told = this.#told.get(userId);
    const asked = this.#asked.get(userId);
    return (asked && isNewer(asked, told) ? asked : told) ?? null;
  }

  /** @param {Sighting[]} sightings */
  told(sightings) {
    take(this.#told, sightings);
  }

  /** @param {Sighting[]} sightings */
  asked(sightings) {
    take(this.#asked, sightings);
  }

  /** Nobody keeps up with what was asked for. */
  forgetAsked() {
    this.#asked.clear();
  }

  /** Each socket begins with all there is to know. */
  forget() {
    this.#told.clear();
    this.#asked.clear();
  }
}

/** @param {Map<string, Sighting>} known @param {Sighting[]} sightings */
function take(known, sightings) {
  for (const sighting of sightings) {
    if (isNewer(sighting, known.get(sighting.userId))) {
      known.set(sighting.userId, sighting);
    }
  }
}

/** In words; nothing if nothing is known. @param {Sighting | null} sighting @param {number} [now] */
export function presenceText(sighting, now = Date.now()) {
  switch (sighting?.state) {
    case "online":
      return "Online";
    case "away":
      return sighting.lastActiveAt ? `Away, last seen ${lastSeen(sighting.lastActiveAt, now)}` : "Away";
    case "do-not-disturb":
      return "Do not disturb";
    case "offline":
      return sighting.lastActiveAt ? `Last seen ${lastSeen(sighting.lastActiveAt, now)}` : "Offline";
    case undefined:
      return "";
  }
}
