// The left column.

import { typingText } from "../chat/names.js";
import { presenceText } from "../chat/sightings.js";
import { brief } from "../chat/times.js";
import { byId, element, face, part, reconcile, setText, showPresence } from "./dom.js";

/** @typedef {import("../chat/rows.js").Row} Row */

const MOST_SHOWN = 99;

export class ListView {
  #list = byId("people", HTMLUListElement);
  #nameOf;

  /** @param {import("../chat/names.js").NameOf} nameOf */
  constructor(nameOf) {
    this.#nameOf = nameOf;
  }

  /** @param {Row[]} rows @param {string | null} chosen the place on show */
  render(rows, chosen) {
    reconcile(
      this.#list,
      rows,
      (row) => row.place,
      create,
      (item, row) => update(item, row, row.place === chosen, this.#nameOf),
    );
    byId("no-chats", HTMLParagraphElement).hidden = rows.length > 0;
  }
}

/** @param {Row} row */
function create({ place, peer, name }) {
  const item = element("li");
  const link = element("a", "person");
  link.href = `#${place}`;
  link.dataset.testid = peer === null ? "group" : `person-${peer}`;
  const shown = face(peer ?? place, name);
  shown.classList.toggle("group-face", peer === null);
  const words = element("span", "person-words");
  words.append(
    element("span", "person-name"),
    element("span", "hidden-text person-presence"),
    element("span", "person-last"),
  );
  const aside = element("span", "person-aside");
  const badges = element("span", "badges");
  const mention = element("span", "badge mention-badge", "@");
  mention.setAttribute("aria-label", "You are mentioned");
  const muted = element("span", "muted-icon", "🔕");
  muted.setAttribute("role", "img");
  badges.append(muted, mention, element("span", "badge unread-badge"));
  aside.append(element("time", "person-time"), badges);
  link.append(shown, words, aside);
  item.append(link);
  return item;
}

/**
 * @param {HTMLElement} item
 * @param {Row} row
 * @param {boolean} chosen
 * @param {import("../chat/names.js").NameOf} nameOf
 */
function update(item, { name, peer, presence, typing, unread, mentioned, muted, last }, chosen, nameOf) {
  const link = part(item, ".person");
  link.dataset.presence = presence?.state ?? "unknown";
  showPresence(link, presence);
  link.dataset.typing = String(typing.length > 0);
  link.dataset.unread = String(unread);
  if (chosen) {
    link.setAttribute("aria-current", "true");
  } else {
    link.removeAttribute("aria-current");
  }
  setText(part(item, ".person-name"), name);
  setText(part(item, ".avatar"), String.fromCodePoint(name.codePointAt(0) ?? 0x20));
  const words = peer === null ? "group" : presenceText(presence);
  setText(part(item, ".person-presence"), words === "" ? ". " : `, ${words}. `);
  setText(
    part(item, ".person-last"),
    typing.length > 0 ? typingText(typing, nameOf) : (last?.text ?? "No messages yet"),
  );
  setText(part(item, ".person-time"), last ? brief(last.sentAt) : "");
  link.dataset.muted = String(muted !== "");
  const icon = part(item, ".muted-icon");
  icon.hidden = muted === "";
  icon.title = muted;
  icon.setAttribute("aria-label", muted);
  part(item, ".mention-badge").hidden = !mentioned;
  const badge = part(item, ".unread-badge");
  badge.hidden = unread === 0;
  setText(badge, unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unread));
  badge.setAttribute("aria-label", `${unread} unread`);
}
