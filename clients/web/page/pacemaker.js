// A timer that keeps its pace in a hidden tab.

import { windowTimer } from "../chat/protocol.js";

/** @returns {import("../chat/protocol.js").Timer} */
export function startPacemaker() {
  /** @type {Map<number, () => void>} */
  const due = new Map();
  let last = 0;
  let worker;
  try {
    worker = new Worker(new URL("pacemaker-worker.js", import.meta.url), { type: "module" });
  } catch {
    return windowTimer;
  }
  /** @param {number} id */
  const run = (id) => {
    const action = due.get(id);
    due.delete(id);
    action?.();
  };
  let broken = false;
  worker.addEventListener("message", ({ data: id }) => run(id));
  worker.addEventListener("error", () => {
    broken = true;
    [...due.keys()].forEach(run);
  });
  return (action, millis) => {
    if (broken) {
      return windowTimer(action, millis);
    }
    const id = ++last;
    due.set(id, action);
    worker.postMessage({ id, millis });
    return () => {
      due.delete(id);
      worker.postMessage({ id, millis: null });
    };
  };
}
