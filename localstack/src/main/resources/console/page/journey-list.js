// The newest of what clients did, each with what it led to in figures.

import { element, fill, markCurrent, named, part, reconcile, setText } from "./dom.js";
import { address, here } from "./place.js";
import { counted, deed, duration, time } from "./words.js";

/** @typedef {import("./types.js").JourneySummary} JourneySummary */

export class JourneyList {
  #list;
  #empty;

  /** @param {HTMLElement} list @param {HTMLElement} empty @param {string} page where people talk */
  constructor(list, empty, page) {
    this.#list = list;
    this.#empty = empty;
    const link = element("a", "", page);
    link.href = page;
    link.target = "_blank";
    link.rel = "noopener";
    empty.append("Nothing has happened yet. Open ", link, " in two tabs, sign in as two people and talk.");
  }

  /** @param {JourneySummary[]} journeys */
  show(journeys) {
    this.#empty.hidden = journeys.length > 0;
    const { tab, name } = here();
    reconcile(this.#list, journeys, ({ number }) => String(number), create, (item, journey) => {
      update(item, journey);
      const chosen = tab === "journey" && name === String(journey.number);
      markCurrent(part(item, "a"), chosen);
    });
  }
}

/** @param {JourneySummary} journey */
function create(journey) {
  const link = element("a", "journey",
    element("span", "journey-time"), element("span", "journey-deed"), element("span", "journey-user"),
    element("span", "journey-figures"), element("span", "journey-millis"));
  link.href = address("journey", String(journey.number));
  named(link, "journey").dataset.deed = deed(journey);
  return element("li", "", link);
}

/** @param {HTMLElement} item @param {JourneySummary} journey */
function update(item, journey) {
  fill(item, {
    ".journey-time": time(journey.at),
    ".journey-deed": deed(journey),
    ".journey-user": journey.user ?? "",
    ".journey-millis": journey.millis === undefined ? "…" : duration(journey.millis),
  });
  const figures = part(item, ".journey-figures");
  setText(figures, journey.error ?? [
    deed(journey) === journey.function ? "" : journey.function,
    journey.writes > 0 ? counted(journey.writes, "write") : "",
    journey.posts > 0 ? counted(journey.posts, "post") : "",
  ].filter(Boolean).join(" · "));
  part(item, "a").classList.toggle("failed", journey.error !== undefined);
  part(item, "a").classList.toggle("posts", journey.posts > 0);
}
