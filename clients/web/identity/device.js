// The name by which the server knows this browser, so that it can be recognised and signed out from another one.

const KEY = "chat.device";
/** By the first word that is in how a browser calls itself; many claim to be others besides. */
const BROWSERS = { "Firefox/": "Firefox", "Edg/": "Edge", "OPR/": "Opera", "Chrome/": "Chrome", "Safari/": "Safari" };
const SYSTEMS = { Android: "Android", iPhone: "iPhone", iPad: "iPad", Windows: "Windows", Mac: "Mac", Linux: "Linux" };
const OWN = /^([A-Za-z]+)\.([A-Za-z]+)\.[0-9a-f]{16}$/;

/** @param {import("../chat/outbox.js").Store} storage of the browser @param {string} userAgent */
export function deviceId(storage, userAgent) {
  const kept = storage.getItem(KEY);
  if (kept !== null && OWN.test(kept)) {
    return kept;
  }
  const chance = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0"));
  const made = [kindIn(BROWSERS, userAgent, "Browser"), kindIn(SYSTEMS, userAgent, "Device"), chance.join("")].join(
    ".",
  );
  storage.setItem(KEY, made);
  return made;
}

/** As people call it. Other clients name themselves as they like. @param {string} deviceId */
export function deviceName(deviceId) {
  const [, browser, system] = OWN.exec(deviceId) ?? [];
  return browser === undefined ? deviceId : `${browser} on ${system}`;
}

/** @param {Record<string, string>} kinds @param {string} userAgent @param {string} other */
function kindIn(kinds, userAgent, other) {
  return Object.entries(kinds).find(([word]) => userAgent.includes(word))?.[1] ?? other;
}
