// A word about what was done, or why not.

import { byId, setText } from "./dom.js";

const SHOWN_MILLIS = 5_000;
let fading = 0;

/** Says how it ended. @param {Promise<unknown>} deed @param {string | ((result: any) => string)} done */
export async function tell(deed, done) {
  try {
    const result = await deed;
    say(typeof done === "string" ? done : done(result), "done");
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), "refused");
  }
}

/** @param {string} sentence @param {string} state */
function say(sentence, state) {
  const toast = byId("toast", HTMLParagraphElement);
  toast.hidden = false;
  toast.dataset.state = state;
  setText(toast, sentence);
  clearTimeout(fading);
  fading = setTimeout(() => (toast.hidden = true), SHOWN_MILLIS);
}
