// Asks the server once a second what has happened, and shows it.

import { Alarm } from "./page/alarm.js";
import { ask } from "./page/api.js";
import { byId, element, markCurrent, named, reconcile, setText } from "./page/dom.js";
import { JourneyList } from "./page/journey-list.js";
import { Picture } from "./page/picture.js";
import { TABS, address, here } from "./page/place.js";
import { ConnectionsView } from "./views/connections-view.js";
import { FaultsView } from "./views/faults-view.js";
import { FunctionsView } from "./views/functions-view.js";
import { JourneyView } from "./views/journey-view.js";
import { PushesView } from "./views/pushes-view.js";
import { QueuesView } from "./views/queues-view.js";
import { TablesView } from "./views/tables-view.js";

/** @typedef {import("./page/types.js").Architecture} Architecture */
/** @typedef {import("./page/types.js").Overview} Overview */
/** @typedef {{ show: (overview: Overview, name: string) => Promise<void> }} View */

const POLL_MILLIS = 1_000;

/** @type {Record<string, new (root: HTMLElement) => View>} */
const VIEWS = {
  journey: JourneyView,
  functions: FunctionsView,
  tables: TablesView,
  connections: ConnectionsView,
  queues: QueuesView,
  pushes: PushesView,
  faults: FaultsView,
};

const status = byId("status", HTMLSpanElement);
const heartbeats = byId("heartbeats", HTMLInputElement);
const root = byId("view", HTMLDivElement);
const alarm = new Alarm();
/** @type {{ place: string, view: View } | null} */
let shown = null;
/** @type {Overview | null} */
let newest = null;

/** @param {Architecture} plan */
function start(plan) {
  byId("open-chat", HTMLAnchorElement).href = plan.page;
  const picture = new Picture(byId("picture", HTMLDivElement), byId("legend", HTMLParagraphElement), plan);
  const list = new JourneyList(byId("journey-list", HTMLOListElement), byId("journeys-empty", HTMLParagraphElement), plan.page);

  const poll = async () => {
    const overview = /** @type {Overview} */ (await ask(`/api/overview?heartbeats=${heartbeats.checked}`));
    newest = overview;
    say("live", "Live");
    picture.show(overview);
    list.show(overview.journeys);
    alarm.show(overview.faults);
    showTabs(overview);
    await showView();
  };
  heartbeats.addEventListener("change", () => void poll().catch(lost));
  addEventListener("hashchange", () => {
    list.show(newest?.journeys ?? []);
    if (newest) {
      showTabs(newest);
    }
    void showView().then(comeIntoSight, lost);
  });
  repeat(poll);
}

/** Again and again, one after the other, but not while nobody looks. @param {() => Promise<void>} poll */
async function repeat(poll) {
  for (;;) {
    if (!document.hidden) {
      await poll().catch(lost);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
  }
}

/** @param {unknown} error */
function lost(error) {
  const unreachable = error instanceof TypeError;
  say(unreachable ? "lost" : "refused", unreachable ? "The cloud is not reachable" : String(error).replace(/^Error: /, ""));
}

/** @param {string} state @param {string} text */
function say(state, text) {
  status.dataset.state = state;
  setText(status, text);
}

/** @param {Overview} overview */
function showTabs({ connections, queues, faults, notifications }) {
  const { tab } = here();
  const dead = queues.reduce((sum, { deadLetters }) => sum + deadLetters, 0);
  const on = faults.filter((fault) => fault.on).length;
  /** @type {Record<string, number>} */
  const badges = { connections, queues: dead, pushes: notifications, faults: on };
  reconcile(byId("tabs", HTMLElement), TABS, (name) => name, (name) => {
    const link = element("a", "tab", name === "journey" ? "Timeline" : name[0]?.toUpperCase() + name.slice(1), element("span", "badge"));
    link.href = address(name);
    return named(link, `tab-${name}`);
  }, (link, name) => {
    markCurrent(link, name === tab);
    link.classList.toggle("alarming", name === "faults" || name === "queues");
    setText(/** @type {Element} */ (link.lastElementChild), badges[name] ? String(badges[name]) : "");
  });
}

async function showView() {
  const { tab, name } = here();
  const place = tab === "journey" ? address(tab, name) : tab;
  const View = VIEWS[tab];
  if (View && shown?.place !== place) {
    root.replaceChildren();
    root.dataset.view = tab;
    shown = { place, view: new View(root) };
  }
  if (newest && shown) {
    await shown.view.show(newest, name);
  }
}

/** On a phone the panel is below the list. */
function comeIntoSight() {
  const panel = byId("panel", HTMLElement);
  if (panel.getBoundingClientRect().top > innerHeight * 0.6) {
    panel.scrollIntoView({ block: "start" });
    panel.focus({ preventScroll: true });
  }
}

ask("/api/architecture").then(start, lost);
