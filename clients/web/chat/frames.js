// From frames to events. What a newer server says that this page does not know becomes harmless here, and only here.

import { STATES } from "./sightings.js";

/** @typedef {import("./protocol.js").Content} Content */
/** @typedef {import("./protocol.js").Message} Message */
/** @typedef {import("./protocol.js").Said} Said */

/** Fields without which a content of that type means nothing. @type {Record<string, Record<string, string>>} */
const FIELDS = {
  text: { text: "string" },
  file: { name: "string", mediaType: "string", bytes: "number" },
  encrypted: {},
  deleted: {},
  edit: { target: "number", content: "object" },
  delete: { target: "number" },
  reaction: { target: "number", emoji: "string" },
  pin: { target: "number" },
  create: { name: "string" },
  settings: {},
  add: { users: "object" },
  remove: { user: "string" },
  leave: {},
  join: {},
  role: { user: "string", role: "string" },
};
/** To keep if the server does not tell. */
const PACE_SECONDS = 45;
const SAID = new Set(["text", "file", "encrypted", "deleted"]);

/**
 * @param {unknown} data
 * @returns {import("./protocol.js").ServerEvent | null} null for what this client does not understand
 */
export function readEvent(data) {
  try {
    const event = JSON.parse(String(data));
    if (typeof event?.event !== "string") {
      return null;
    }
    if (event.event === "messages" || event.event === "page") {
      return { ...event, messages: readMessages(event.messages) };
    }
    if (event.event === "synced") {
      return { ...event, channels: list(event.channels).filter(isChannel).map(readChannel) };
    }
    if (event.event === "alive") {
      return { ...event, nextHeartbeatSeconds: readPace(event) ?? PACE_SECONDS, watched: readSightings(event.watched) };
    }
    if (event.event === "presence") {
      const { nextHeartbeatSeconds: _, ...rest } = event;
      const pace = readPace(event);
      return { ...rest, users: readSightings(event.users), ...(pace === null ? {} : { nextHeartbeatSeconds: pace }) };
    }
    if (event.event === "online") {
      return { ...event, users: readSightings(event.users) };
    }
    return event;
  } catch {
    return null;
  }
}

/** @param {any} event @returns {number | null} */
function readPace({ nextHeartbeatSeconds: seconds }) {
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : null;
}

/** States that only a newer server knows are left out, as if nothing were known. @param {unknown} sightings */
function readSightings(sightings) {
  return list(sightings).filter(
    (sighting) =>
      typeof sighting?.userId === "string" && STATES.includes(sighting.state) && Number.isSafeInteger(sighting.version),
  );
}

/** @param {any} channel */
const isChannel = (channel) =>
  typeof channel?.channelId === "string" &&
  (typeof channel.left === "number" || ["direct", "group"].includes(channel.kind));

/** @param {any} channel */
function readChannel(channel) {
  const [lastMessage] = readMessages([channel.lastMessage]);
  return { ...channel, lastMessage, messages: readMessages(channel.messages) };
}

/** @param {unknown} messages @returns {Message[]} */
function readMessages(messages) {
  return list(messages)
    .filter((message) => typeof message?.channelId === "string" && Number.isSafeInteger(message.seq))
    .map((message) => ({ ...message, content: readContent(message.content) }));
}

/** @param {any} content @returns {Content} */
export function readContent(content) {
  const fields = Object.hasOwn(FIELDS, content?.type) ? FIELDS[content.type] : undefined;
  if (!fields || Object.entries(fields).some(([field, type]) => typeof content[field] !== type)) {
    return { type: "unknown" };
  }
  return content.type === "edit" ? { ...content, content: readSaid(content.content) } : content;
}

/** @param {any} content @returns {Said} */
function readSaid(content) {
  const read = readContent(content);
  return SAID.has(read.type) ? /** @type {Said} */ (read) : { type: "unknown" };
}

/** @param {unknown} value @returns {any[]} */
const list = (value) => (Array.isArray(value) ? value : []);
