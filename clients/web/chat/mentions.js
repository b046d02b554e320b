// "@bob" in a text.

import { MENTIONS } from "./protocol.js";

/** @typedef {{text: string, userId: string | null}} Piece userId: whom this piece names */

const NAME = /(^|[\s([{"'“,;:])@([!-~]+)/g;

/**
 * Whom a text names, of those who are there. The longest name counts, so that a full stop after it does no harm.
 *
 * @param {string} text
 * @param {Iterable<string>} userIds
 */
export function mentionsIn(text, userIds) {
  const named = piecesOf(text, userIds).flatMap(({ userId }) => (userId === null ? [] : [userId]));
  return [...new Set(named)].slice(0, MENTIONS);
}

/**
 * @param {string} text
 * @param {Iterable<string>} userIds
 * @returns {Piece[]} the whole text, in order
 */
export function piecesOf(text, userIds) {
  const longestFirst = [...userIds].sort((one, other) => other.length - one.length);
  /** @type {Piece[]} */
  const pieces = [];
  let done = 0;
  for (const match of text.matchAll(NAME)) {
    const start = match.index + (match[1] ?? "").length;
    const word = (match[2] ?? "").toLowerCase();
    const userId = longestFirst.find((id) => word.startsWith(id.toLowerCase()) && endsAfter(word, id.length));
    if (userId !== undefined && start >= done) {
      const end = start + 1 + userId.length;
      pieces.push({ text: text.slice(done, start), userId: null }, { text: text.slice(start, end), userId });
      done = end;
    }
  }
  pieces.push({ text: text.slice(done), userId: null });
  return pieces.filter((piece) => piece.text !== "");
}

/** @param {string} word @param {number} length */
const endsAfter = (word, length) => !/[\p{L}\p{N}_-]/u.test(word.charAt(length));

/**
 * Whom somebody who has written this far may mean.
 *
 * @param {string} text up to where the caret stands
 * @param {Iterable<string>} userIds
 * @returns {{from: number, userIds: string[]} | null} `from`: where the name begins, after the @
 */
export function suggestions(text, userIds) {
  const match = /(?:^|[\s([{"'“,;:])@([!-~]*)$/.exec(text);
  if (!match) {
    return null;
  }
  const begun = (match[1] ?? "").toLowerCase();
  const fitting = [...userIds].filter((id) => id.toLowerCase().startsWith(begun) && id.toLowerCase() !== begun);
  return fitting.length === 0 ? null : { from: text.length - begun.length, userIds: fitting.sort().slice(0, 5) };
}
