// What happened to a group, as sentences in its stream.

import { listed } from "./names.js";

/** @typedef {import("./protocol.js").GroupChange} GroupChange */
/** @typedef {import("./protocol.js").Set} Settings */

/**
 * @param {{sender: string, content: GroupChange}} message
 * @param {string} me
 * @param {import("./names.js").NameOf} nameOf
 */
export function noticeOf({ sender, content }, me, nameOf) {
  const who = sender === me ? "You" : nameOf(sender);
  const called = (/** @type {string} */ user) => (user === me ? "you" : nameOf(user));
  const was = (/** @type {string} */ user) => (user === me ? "You are" : `${nameOf(user)} is`);
  switch (content.type) {
    case "create": {
      const others = (content.members ?? []).filter((user) => user !== sender).map(called);
      return `${who} created the group “${content.name}”${others.length > 0 ? ` with ${listed(others)}` : ""}`;
    }
    case "settings":
      return `${who} ${listed(settingsWords(content))}`;
    case "add":
      return `${who} added ${listed(content.users.map(called))}`;
    case "remove":
      return `${who} removed ${called(content.user)}`;
    case "leave":
      return `${who} left${content.newOwner ? `. ${was(content.newOwner)} the owner now` : ""}`;
    case "join":
      return `${who} joined with an invite link`;
    case "role":
      return content.role === "owner"
        ? `${who} passed the group on to ${called(content.user)}`
        : `${who} made ${called(content.user)} ${content.role === "admin" ? "an admin" : "a member"}`;
  }
}

/** @param {Settings} settings */
function settingsWords({ name, description, announcement, history }) {
  const words = [];
  if (name !== undefined) {
    words.push(`renamed the group to “${name}”`);
  }
  if (description !== undefined) {
    words.push(description === "" ? "removed the description" : "changed the description");
  }
  if (announcement !== undefined) {
    words.push(announcement ? "let only admins write" : "let everybody write");
  }
  if (history !== undefined) {
    words.push(history === "all" ? "let new members read earlier messages" : "hid earlier messages from new members");
  }
  return words.length > 0 ? words : ["changed the group"];
}
