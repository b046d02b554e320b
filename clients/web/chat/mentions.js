// "@bob" in a text.

import { MENTIONS } from "./protocol.js";

/** @typedef {{text: string, userId: string | null}} Piece userId: whom this piece names */
/**
 * Somebody whom a text can name.
 *
 * @typedef {object} Named
 * @property {string} userId
 * @property {string} [handle] how to write them; without one, by their id
 * @property {string} name
 */

const NAME = /(^|[\s([{"'“,;:])@([!-~]+)/g;
const SUGGESTED = 5;

/** @param {Named} person */
export const wordOf = ({ userId, handle }) => handle ?? userId;

/**
 * Whom a text names, of those who are there. The longest name counts, so that a full stop after it does no harm.
 *
 * @param {string} text
 * @param {Iterable<Named>} people
 */
export function mentionsIn(text, people) {
  const named = piecesOf(text, people).flatMap(({ userId }) => (userId === null ? [] : [userId]));
  return [...new Set(named)].slice(0, MENTIONS);
}

/**
 * @param {string} text
 * @param {Iterable<Named>} people
 * @returns {Piece[]} the whole text, in order
 */
export function piecesOf(text, people) {
  const words = [...people].flatMap(({ userId, handle }) => [
    { word: userId.toLowerCase(), userId },
    ...(handle === undefined ? [] : [{ word: handle, userId }]),
  ]);
  const longestFirst = words.sort((one, other) => other.word.length - one.word.length);
  /** @type {Piece[]} */
  const pieces = [];
  let done = 0;
  for (const match of text.matchAll(NAME)) {
    const start = match.index + (match[1] ?? "").length;
    const begun = (match[2] ?? "").toLowerCase();
    const found = longestFirst.find(({ word }) => begun.startsWith(word) && endsAfter(begun, word.length));
    if (found !== undefined && start >= done) {
      const end = start + 1 + found.word.length;
      pieces.push(
        { text: text.slice(done, start), userId: null },
        { text: text.slice(start, end), userId: found.userId },
      );
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
 * @param {Iterable<Named>} people
 * @returns {{from: number, people: Named[]} | null} `from`: where the name begins, after the @
 */
export function suggestions(text, people) {
  const match = /(?:^|[\s([{"'“,;:])@([!-~]*)$/.exec(text);
  if (!match) {
    return null;
  }
  const begun = (match[1] ?? "").toLowerCase();
  const fits = (/** @type {Named} */ { userId, handle = "", name }) =>
    [userId, handle, ...name.split(/\s+/)].some((word) => word.toLowerCase().startsWith(begun));
  const isWhole = (/** @type {Named} */ person) => wordOf(person).toLowerCase() === begun;
  const fitting = [...people].filter((person) => fits(person) && !isWhole(person));
  const ordered = fitting.sort((one, other) => one.name.localeCompare(other.name));
  return ordered.length === 0 ? null : { from: text.length - begun.length, people: ordered.slice(0, SUGGESTED) };
}
