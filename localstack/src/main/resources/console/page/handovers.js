// How one invocation of a journey led to another: by which item's record, or by which message.

/** @typedef {import("./types.js").Invocation} Invocation */
/** @typedef {{ by: "stream" | "queue", what: string, from: Invocation, at: number }} Handover */

/** What an invocation was led to by. @param {Invocation} invocation @param {Invocation[]} all @returns {Handover | null} */
export function handover(invocation, all) {
  const { cause } = invocation;
  const wanted = new Set(cause.keys ?? cause.messageIds ?? []);
  for (const from of all) {
    for (const effect of from.effects) {
      const led = cause.kind === "records"
        ? effect.kind === "write" && effect.table === cause.table && (effect.keys ?? []).some((key) => wanted.has(key))
        : cause.kind === "messages" && effect.kind === "send" && effect.queue === cause.queue &&
          (effect.messageIds ?? []).some((id) => wanted.has(id));
      if (led && from !== invocation) {
        const what = cause.kind === "records" ? (effect.keys ?? []).find((key) => wanted.has(key)) ?? "" : "";
        return { by: cause.kind === "records" ? "stream" : "queue", what, from, at: effect.startMillis + effect.millis };
      }
    }
  }
  return null;
}
