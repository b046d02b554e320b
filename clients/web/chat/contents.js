// Kinds of content, and what they say in plain text.

/** @typedef {import("./protocol.js").Change} Change */
/** @typedef {import("./protocol.js").Content} Content */
/** @typedef {import("./protocol.js").GroupChange} GroupChange */
/** @typedef {import("./protocol.js").Said} Said */

const CHANGES = new Set(["edit", "delete", "reaction", "pin"]);
const GROUP_CHANGES = new Set(["create", "settings", "add", "remove", "leave", "join", "role"]);

/** Shown on the message that it changes, not as one. @param {Content} content @returns {content is Change} */
export const isChange = (content) => CHANGES.has(content.type);

/** Shown as a notice. @param {Content} content @returns {content is GroupChange} */
export const isGroupChange = (content) => GROUP_CHANGES.has(content.type);

/** Shown as a message. @param {Content} content @returns {content is Said} */
export const isSaid = (content) => !isChange(content) && !isGroupChange(content);

/** The message that this answers. @param {Content} content */
export const replyTo = (content) =>
  content.type === "text" || content.type === "file" ? (content.replyTo ?? null) : null;

/** @param {Content} content */
export function textOf(content) {
  switch (content.type) {
    case "text":
      return content.text;
    case "file":
      return `📎 ${content.name} (${size(content.bytes)})${content.caption ? `\n${content.caption}` : ""}`;
    case "encrypted":
      return "🔒 An encrypted message, which only another app can read.";
    case "deleted":
      return "This message was deleted.";
    default:
      return "This page cannot show this message yet.";
  }
}

/** @param {number} bytes */
function size(bytes) {
  const units = ["bytes", "KB", "MB", "GB"];
  let power = 0;
  while (bytes >= 1000 && power < units.length - 1) {
    bytes /= 1000;
    power++;
  }
  return `${bytes.toLocaleString(undefined, { maximumFractionDigits: power === 0 ? 0 : 1 })} ${units[power]}`;
}
