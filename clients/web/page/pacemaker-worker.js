// A worker that tells the time: browsers slow the timers of hidden tabs down to one a minute, which is longer than a
// lease, and a user who only looks elsewhere would seem offline.

/** @type {Map<number, ReturnType<typeof setTimeout>>} */
const running = new Map();

addEventListener("message", ({ data: { id, millis } }) => {
  if (millis === null) {
    clearTimeout(running.get(id));
    running.delete(id);
    return;
  }
  running.set(
    id,
    setTimeout(() => {
      running.delete(id);
      postMessage(id);
    }, millis),
  );
});
