// Says above everything else that something is made to go wrong.

import { remove } from "./api.js";
import { byId, setText } from "./dom.js";
import { tell } from "./toast.js";
import { counted } from "./words.js";

/** @typedef {import("./types.js").Fault} Fault */

const NAMED = 3;

export class Alarm {
  #box = byId("alarm", HTMLElement);
  #icon = document.title;

  constructor() {
    byId("all-off", HTMLButtonElement).addEventListener("click", () => void tell(remove("/api/faults"), "All faults are off."));
  }

  /** @param {Fault[]} faults */
  show(faults) {
    const on = faults.filter((fault) => fault.on);
    this.#box.hidden = on.length === 0;
    document.title = on.length === 0 ? this.#icon : `⚠ ${this.#icon}`;
    document.body.classList.toggle("broken", on.length > 0);
    setText(byId("alarm-title", HTMLElement), `${counted(on.length, "fault is", "faults are")} on.`);
    const sentences = on.slice(0, NAMED).map(({ sentence, on: dose, strikes }) =>
      `${sentence}${dose && dose.only.length > 0 ? ` (${dose.only.join(", ")})` : ""}: struck ${counted(strikes, "time")}`);
    setText(byId("alarm-text", HTMLElement), sentences.join(" · ") + (on.length > NAMED ? " …" : ""));
  }
}
