// Who may do what. The server decides; the page only does not offer what would be refused.

import { isSaid } from "./contents.js";

/** @typedef {import("./conversation.js").Conversation} Conversation */
/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./protocol.js").Role} Role */
/** @typedef {{isGroup: boolean, role: Role, announcement: boolean, left: boolean, me: string}} Standing */

const RANKS = { member: 0, admin: 1, owner: 2 };

/** @param {Conversation} conversation @returns {Standing} */
export const standingIn = ({ isGroup, me, state }) => ({ isGroup, me, ...state.now });

/** With somebody there is no channel with yet. @param {string} me @returns {Standing} */
export const standingOutside = (me) => ({ isGroup: false, me, role: "member", announcement: false, left: false });

/** @param {Standing} standing */
export const mayPost = (standing) =>
  !standing.left && (!standing.isGroup || !standing.announcement || isAdmin(standing));

/** @param {Standing} standing */
export const mayReact = ({ left }) => !left;

/** @param {Standing} standing @param {Message} message as shown */
export const mayEdit = (standing, { sender, content }) =>
  mayPost(standing) && sender === standing.me && content.type === "text";

/** @param {Standing} standing @param {Message} message as shown */
export const mayDelete = (standing, { sender, content }) =>
  !standing.left &&
  isSaid(content) &&
  content.type !== "deleted" &&
  (sender === standing.me || (standing.isGroup && isAdmin(standing)));

/** @param {Standing} standing */
export const mayPin = (standing) => !standing.left && (!standing.isGroup || isAdmin(standing));

/** Settings, adding members, invites. @param {Standing} standing */
export const mayManage = (standing) => standing.isGroup && !standing.left && isAdmin(standing);

/** @param {Standing} standing @param {Role} theirs */
export const mayRemove = (standing, theirs) => mayManage(standing) && RANKS[theirs] < RANKS[standing.role];

/** @param {Standing} standing @param {Role} theirs @param {Role} role */
export function mayMake(standing, theirs, role) {
  if (!mayManage(standing) || theirs === role || theirs === "owner") {
    return false;
  }
  return standing.role === "owner" || (theirs === "member" && role === "admin");
}

/** @param {Standing} standing */
const isAdmin = ({ role }) => RANKS[role] >= RANKS.admin;

/** Why one cannot write here, or nothing. @param {Standing} standing */
export function silence(standing) {
  if (standing.left) {
    return "You are no longer a member of this group.";
  }
  return mayPost(standing) ? "" : "Only admins can write in this group.";
}
