// Which channels are to ask for no attention, and until when.

import { dayAndClock } from "./times.js";

/** @typedef {import("./conversation.js").Conversation} Conversation */

/** As the server says it: the largest number that is exact. */
export const FOR_EVER = Number.MAX_SAFE_INTEGER;
const HOUR_MILLIS = 3_600_000;
const MORNING = 9;

/** @param {number} mutedUntil 0 if it never was @param {number} now */
export const isMuted = (mutedUntil, now = Date.now()) => now < mutedUntil;

/** @param {number} mutedUntil @param {number} now */
export function mutedText(mutedUntil, now = Date.now()) {
  if (!isMuted(mutedUntil, now)) {
    return "";
  }
  return mutedUntil === FOR_EVER ? "Muted" : `Muted until ${dayAndClock(mutedUntil, now)}`;
}

/**
 * How long one may mute for.
 *
 * @param {number} now
 * @returns {{label: string, testId: string, until: number}[]}
 */
export function spans(now = Date.now()) {
  const today = new Date(now);
  const morning = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1, MORNING);
  return [
    { label: "For 1 hour", testId: "mute-hour", until: now + HOUR_MILLIS },
    { label: "For 8 hours", testId: "mute-hours", until: now + 8 * HOUR_MILLIS },
    { label: `Until ${dayAndClock(morning.getTime(), now)}`, testId: "mute-morning", until: morning.getTime() },
    { label: "For ever", testId: "mute-ever", until: FOR_EVER },
  ];
}

export class Muting {
  #rest;
  #changed;

  /**
   * @param {object} parts
   * @param {Pick<import("./rest.js").Rest, "ask">} parts.rest
   * @param {() => void} parts.changed
   */
  constructor({ rest, changed }) {
    this.#rest = rest;
    this.#changed = changed;
  }

  /** Rejects as the API does. @param {Conversation} conversation @param {number} until */
  async mute(conversation, until) {
    const body = until === FOR_EVER ? {} : { until };
    const { mutedUntil } = await this.#rest.ask("PUT", at(conversation), { body });
    this.#set(conversation, mutedUntil);
  }

  /** Rejects as the API does. @param {Conversation} conversation */
  async unmute(conversation) {
    await this.#rest.ask("DELETE", at(conversation));
    this.#set(conversation, 0);
  }

  /** @param {Conversation} conversation @param {number} mutedUntil */
  #set(conversation, mutedUntil) {
    conversation.mutedUntil = mutedUntil;
    this.#changed();
  }
}

/** @param {Conversation} conversation */
const at = ({ channelId }) => `/v1/channels/${encodeURIComponent(channelId)}/mute`;
