// Where one can be or write to: with somebody, in a group; for a moment, at a group's founding or its door.
// A place is a text, so that it can be a key, be kept in storage, and stand in the page's address.

/** @typedef {string} Place */
/** @typedef {{peer: string} | {channelId: string} | {invite: string} | {founding: string}} PlaceParts */

const USER_ID = /^[!-~]{1,255}$/;
const CHANNEL_ID = /^[A-Za-z0-9._~-]{1,128}$/;
const INVITE = /^[A-Za-z0-9._~-]{1,256}$/;

/** @param {string} peer @returns {Place} */
export const withPeer = (peer) => `with=${encodeURIComponent(peer)}`;

/** @param {string} channelId @returns {Place} */
export const inGroup = (channelId) => `group=${encodeURIComponent(channelId)}`;

/** @param {string} invite @returns {Place} */
export const byInvite = (invite) => `join=${encodeURIComponent(invite)}`;

/** Each new group is a place of its own, so that none waits for another. @param {string} name @returns {Place} */
export const founding = (name) => `new=${encodeURIComponent(name)}`;

/** Anybody may have written it. @param {string} place @returns {PlaceParts | null} */
export function partsOf(place) {
  const parts = new URLSearchParams(place);
  const peer = parts.get("with");
  if (peer !== null) {
    return USER_ID.test(peer) ? { peer } : null;
  }
  const channelId = parts.get("group");
  if (channelId !== null) {
    return CHANNEL_ID.test(channelId) ? { channelId } : null;
  }
  const invite = parts.get("join");
  if (invite !== null) {
    return INVITE.test(invite) ? { invite } : null;
  }
  const name = parts.get("new");
  return name === null ? null : { founding: name };
}

/** A code, or the whole link that holds it. @param {string} text @returns {string | null} */
export function inviteIn(text) {
  const code = text.includes("#") ? new URLSearchParams(text.slice(text.indexOf("#") + 1)).get("join") : text.trim();
  return code !== null && INVITE.test(code) ? code : null;
}

/** @param {string} text */
export const isUserId = (text) => USER_ID.test(text);
