// How figures, times and causes are written.

/** @typedef {import("./types.js").Cause} Cause */
/** @typedef {import("./types.js").Effect} Effect */

const WHOLE = new Intl.NumberFormat("en");

/** @param {number} number */
export const count = (number) => WHOLE.format(number);

/** @param {number} number @param {string} one @param {string} [more] */
export const counted = (number, one, more = `${one}s`) => `${count(number)} ${number === 1 ? one : more}`;

/** @param {number} millis */
export function duration(millis) {
  if (millis >= 60_000) {
    return `${(millis / 60_000).toFixed(1)} min`;
  }
  if (millis >= 1_000) {
    return `${(millis / 1_000).toFixed(millis >= 10_000 ? 1 : 2)} s`;
  }
  return `${millis >= 10 ? Math.round(millis) : Number(millis.toFixed(1))} ms`;
}

/** The time of the day. @param {string} instant */
export const time = (instant) => new Date(instant).toLocaleTimeString("en-GB");

/** @param {string} instant @param {string} now */
export function ago(instant, now) {
  const seconds = Math.max(0, Math.round((Date.parse(now) - Date.parse(instant)) / 1_000));
  if (seconds < 60) {
    return `${seconds} s ago`;
  }
  return seconds < 3_600 ? `${Math.floor(seconds / 60)} min ago` : `${Math.floor(seconds / 3_600)} h ago`;
}

/** An item's key without the names of its attributes. @param {string} key such as "channelId=d.HLF seq=12" */
export const keyValues = (key) => key.replace(/(^| )\w+=/g, "$1").replace(/ (?=\S+$)/, " · ");

/** What a client did, in a word or two. @param {Cause} cause */
export function deed(cause) {
  switch (cause.kind) {
    case "frame":
      return cause.route ?? "frame";
    case "handshake":
      return "handshake";
    case "disconnect":
      return `disconnect ${cause.status ?? ""}`;
    default:
      return cause.route ?? cause.kind;
  }
}

/** @param {Cause} cause */
export function causeSentence(cause) {
  switch (cause.kind) {
    case "frame":
      return `Frame “${cause.route}” of ${counted(cause.characters ?? 0, "character")}`;
    case "handshake":
      return "A socket asks to be opened";
    case "disconnect":
      return `A socket ended with ${cause.status}`;
    case "operator":
      return "The operator's order";
    case "records":
      return `Stream of ${cause.table}, ${counted(cause.keys?.length ?? 0, "record")}`;
    case "messages":
      return `Queue ${cause.queue}, ${counted(cause.messageIds?.length ?? 0, "message")}`;
    default:
      return cause.route ?? cause.kind;
  }
}

/** @param {Effect} effect */
export function effectTitle(effect) {
  switch (effect.kind) {
    case "post":
      return "Post to a socket";
    case "push":
      return `${effect.operation} at SNS`;
    case "send":
      return `Send to ${effect.queue}`;
    default:
      return `${effect.operation} ${effect.table}`;
  }
}

/** @param {Effect} effect */
export function effectObject(effect) {
  switch (effect.kind) {
    case "post":
      return `${effect.connectionId} · ${count(effect.bytes ?? 0)} bytes`;
    case "push":
      return effect.target ?? "";
    case "send":
      return counted(effect.messageIds?.length ?? 0, "message");
    default: {
      const keys = effect.keys ?? [];
      return keys.length === 1 ? keyValues(keys[0] ?? "") : keys.length > 1 ? counted(keys.length, "item") : "";
    }
  }
}
