// Moments in the reader's own words and time zone.

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: "long" });
const DATE = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });
const SHORT_DATE = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

/** @param {number} millis */
export const clock = (millis) => CLOCK.format(millis);

/** @param {number} millis */
export const full = (millis) => FULL.format(millis);

/** The same for every moment of one local day. @param {number} millis */
export const dayKey = (millis) => new Date(millis).toDateString();

/** @param {number} millis @param {number} now */
export function dayName(millis, now = Date.now()) {
  const days = daysBetween(millis, now);
  if (days === 0) {
    return "Today";
  }
  if (days === 1) {
    return "Yesterday";
  }
  return days > 1 && days < 7 ? WEEKDAY.format(millis) : DATE.format(millis);
}

/** @param {number} millis @param {number} now */
export function brief(millis, now = Date.now()) {
  return daysBetween(millis, now) === 0 ? clock(millis) : SHORT_DATE.format(millis);
}

/** The end of a sentence. @param {number} millis @param {number} now */
export function lastSeen(millis, now = Date.now()) {
  const minutes = Math.floor((now - millis) / 60_000);
  if (minutes < 1) {
    return "just now"; // also by a clock that is behind the server's
  }
  if (minutes < 60) {
    return `${minutes} min ago`;
  }
  const days = daysBetween(millis, now);
  if (days <= 1) {
    return `${days === 0 ? "at" : "yesterday at"} ${clock(millis)}`;
  }
  return days < 7 ? `on ${WEEKDAY.format(millis)}` : `on ${DATE.format(millis)}`;
}

/** Of what is to come. @param {number} millis @param {number} now */
export function dayAndClock(millis, now = Date.now()) {
  const days = daysBetween(now, millis);
  const day = days === 0 ? "" : days === 1 ? "tomorrow " : `${SHORT_DATE.format(millis)} `;
  return day + clock(millis);
}

/** @param {number} millis @param {number} now */
function daysBetween(millis, now) {
  return Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(millis).setHours(0, 0, 0, 0)) / 86_400_000);
}
