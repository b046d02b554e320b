// One journey as a waterfall: what was invoked, what that did, and how one thing led to the next.

import { ask } from "../page/api.js";
import { button, element, named } from "../page/dom.js";
import { handover } from "../page/handovers.js";
import { timescale } from "../page/timescale.js";
import { causeSentence, counted, deed, duration, effectObject, effectTitle, keyValues, time } from "../page/words.js";

/** @typedef {import("../page/types.js").Journey} Journey */
/** @typedef {import("../page/types.js").Invocation} Invocation */
/** @typedef {import("../page/types.js").Effect} Effect */
/** @typedef {import("../page/types.js").Overview} Overview */
/** @typedef {{ className: string, testId: string, label: string, note: string, from: number, to: number, mark: string,
 *   detail: [string, string][] }} Row */

/** How long a journey may still go on: the repair comes last, after its window. */
const WATCHED_MILLIS = 30_000;
const SHOWN_EFFECTS = 16;

export class JourneyView {
  #root;
  #shown = "";
  #loading = "";
  /** @type {Set<number>} the invocations all effects of which are shown */
  #whole = new Set();
  /** @type {[string, string][]} */
  #detail = [];

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    this.#root.append(element("p", "empty", "Choose a journey to see what it led to: which functions ran, what they " +
      "read and wrote, what the stream made of it, and what was posted to whom."));
  }

  /** @param {Overview} overview @param {string} number */
  async show(overview, number) {
    if (number === "" || (this.#loading === number && this.#shown !== "")) {
      return;
    }
    const journey = /** @type {Journey} */ (await ask(`/api/journeys/${encodeURIComponent(number)}`));
    const text = JSON.stringify(journey);
    if (text !== this.#shown) {
      this.#shown = text;
      this.#draw(journey);
    }
    const over = Date.parse(overview.now) - Date.parse(journey.at) > WATCHED_MILLIS;
    this.#loading = over && journey.invocations.every(({ millis }) => millis !== undefined) ? number : "";
  }

  /** @param {Journey} journey */
  #draw(journey) {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.row : undefined;
    const rows = this.#rows(journey);
    const scale = timescale(rows.filter(({ className }) => !className.startsWith("handover")));
    const detail = named(element("dl", "detail"), "detail");
    const chart = element("div", "waterfall", this.#axis(scale));
    for (const [index, row] of rows.entries()) {
      const line = this.#line(row, scale, detail);
      line.dataset.row = String(index);
      chart.append(line);
      if (row.className === "more") {
        line.addEventListener("click", () => {
          this.#whole.add(Number(row.testId.slice("more-".length)));
          this.#draw(journey);
        });
      }
    }
    this.#root.replaceChildren(head(journey), chart, detail);
    this.#tell(detail, this.#detail.length > 0 ? this.#detail : rows[0]?.detail ?? []);
    if (focused !== undefined) {
      /** @type {HTMLElement | null} */ (chart.querySelector(`[data-row="${focused}"]`))?.focus({ preventScroll: true });
    }
  }

  /** @param {Journey} journey @returns {Row[]} */
  #rows(journey) {
    return journey.invocations.flatMap((invocation) => [
      ...beginning(invocation, journey.invocations),
      bar(invocation),
      ...this.#effects(invocation),
    ]);
  }

  /** @param {Invocation} invocation @returns {Row[]} */
  #effects(invocation) {
    const shown = this.#whole.has(invocation.number) ? invocation.effects : invocation.effects.slice(0, SHOWN_EFFECTS);
    const rows = shown.map((effect) => effectRow(effect));
    const more = invocation.effects.length - shown.length;
    const last = shown.at(-1);
    return more > 0 && last ? [...rows, { className: "more", testId: `more-${invocation.number}`, label: `Show ${more} more`,
      note: "", from: last.startMillis, to: last.startMillis + last.millis, mark: "", detail: [] }] : rows;
  }

  /** @param {import("../page/timescale.js").Scale} scale */
  #axis(scale) {
    const track = element("span", "track axis");
    for (const { x, millis } of scale.ticks) {
      const tick = element("span", "tick", duration(millis));
      tick.style.left = percent(x);
      track.append(tick);
    }
    for (const fold of scale.folds) {
      const folded = element("span", "fold", duration(fold.millis));
      folded.style.left = percent(fold.x);
      folded.style.width = percent(fold.width);
      track.append(folded);
    }
    return element("div", "line axis-line", element("span", "label"), track);
  }

  /** @param {Row} row @param {import("../page/timescale.js").Scale} scale @param {HTMLElement} detail */
  #line(row, scale, detail) {
    const mark = element("span", "mark");
    const from = scale.x(row.from);
    const to = scale.x(row.to);
    mark.style.left = percent(from);
    mark.style.width = percent(to - from);
    const figure = element("span", "mark-figure", row.mark);
    figure.style.left = percent(to);
    const track = element("span", "track", ...scale.folds.map(({ x, width }) => {
      const band = element("span", "fold-band");
      band.style.left = percent(x);
      band.style.width = percent(width);
      return band;
    }), mark, figure);
    const tell = () => {
      this.#detail = row.detail;
      this.#tell(detail, row.detail);
    };
    const line = button(`line ${row.className}`, null, tell);
    line.append(element("span", "label", element("span", "label-title", row.label), element("span", "label-note", row.note)), track);
    line.addEventListener("pointerenter", tell);
    line.addEventListener("focus", tell);
    return named(line, row.testId);
  }

  /** @param {HTMLElement} list @param {[string, string][]} detail */
  #tell(list, detail) {
    list.replaceChildren(...detail.filter(([, text]) => text !== "").map(([term, text]) =>
      element("div", "", element("dt", "", term), element("dd", "", text))));
  }
}

/** @param {number} share */
const percent = (share) => `${(share * 100).toFixed(2)}%`;

/** @param {Journey} journey */
function head({ number, at, invocations }) {
  const effects = invocations.flatMap((invocation) => invocation.effects);
  const of = (/** @type {string} */ kind) => effects.filter((effect) => effect.kind === kind);
  const posted = of("post").find(({ outcome }) => outcome === "ok");
  const figures = [counted(invocations.length, "invocation"), counted(of("read").length, "read"),
    counted(of("write").length, "write"), counted(of("post").length, "post"),
    posted ? `first post after ${duration(posted.startMillis + posted.millis)}` : ""];
  const first = invocations[0];
  return element("header", "view-head", element("h3", "", `${first ? deed(first.cause) : ""}, ${time(at)}`),
    element("p", "soft", figures.filter(Boolean).join(" · "), ` · journey ${number}`));
}

/** @param {Invocation} invocation @param {Invocation[]} all @returns {Row[]} */
function beginning(invocation, all) {
  const { cause, startMillis } = invocation;
  const led = handover(invocation, all);
  if (!led) {
    return cause.connectionId || cause.kind === "request" ? [{ className: `frame ${cause.kind}`, testId: `timeline-${cause.kind}`,
      label: cause.kind === "frame" ? `Frame “${cause.route}”` : causeSentence(cause),
      note: cause.characters ? counted(cause.characters, "character") : "", from: startMillis, to: startMillis, mark: "",
      detail: [["Frame", causeSentence(cause)], ["Connection", cause.connectionId ?? ""]] }] : [];
  }
  return [{ className: `handover ${led.by}`, testId: `timeline-${led.by}`,
    label: led.by === "stream" ? `Stream of ${cause.table}` : `Queue ${cause.queue}`, note: keyValues(led.what),
    from: led.at, to: startMillis, mark: duration(Math.max(0, startMillis - led.at)),
    detail: [[led.by === "stream" ? "Record" : "Message", led.what], ["Written by", led.from.function],
      ["Read by", invocation.function], ["Batch", causeSentence(cause)],
      ["Waited", duration(Math.max(0, startMillis - led.at))]] }];
}

/** @param {Invocation} invocation @returns {Row} */
function bar(invocation) {
  const { number, requestId, startMillis, millis, coldStart, error, cause } = invocation;
  const took = millis === undefined ? "runs" : duration(millis);
  return { className: `invocation${error ? " failed" : ""}`, testId: "timeline-function", label: invocation.function,
    note: error ?? (coldStart ? "new environment" : ""), from: startMillis, to: startMillis + (millis ?? 0), mark: took,
    detail: [["Function", invocation.function], ["Took", took], ["Begins", `+${duration(startMillis)}`],
      ["Because of", causeSentence(cause)], ["Error", error ?? ""], ["Environment", coldStart ? "made for it" : "was waiting"],
      ["Request id", requestId], ["Invocation", String(number)]] };
}

/** @param {Effect} effect @returns {Row} */
function effectRow(effect) {
  const failed = effect.outcome !== "ok";
  return { className: `effect ${effect.kind}${failed ? " failed" : ""}`, testId: `timeline-${effect.kind}`,
    label: effectTitle(effect), note: failed ? effect.outcome : effectObject(effect), from: effect.startMillis,
    to: effect.startMillis + effect.millis, mark: duration(effect.millis),
    detail: [["Call", effectTitle(effect)], ["Took", duration(effect.millis)], ["Begins", `+${duration(effect.startMillis)}`],
      ["Outcome", effect.outcome], ["Items", (effect.keys ?? []).join("\n")], ["Connection", effect.connectionId ?? ""],
      ["Bytes", effect.bytes === undefined ? "" : String(effect.bytes)], ["Messages", (effect.messageIds ?? []).join("\n")]] };
}
